package dev.eventsource.connection;

import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.eventsource.CredentialsUnavailableException;
import dev.eventsource.EventSourceRequestCustomizer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The time before an exchange in which customizers are asked. Stands in for the exchange
 * until then: to cancel it interrupts who still thinks.
 */
final class Preparation implements Transport.Exchange {

	private final Disposable.Swap waiting = Disposables.swap();

	private final FreshCredentials credentials;

	private final PreparedRequest request;

	private final Consumer<@Nullable Throwable> whenDone;

	private volatile boolean busy;

	private final FutureTask<@Nullable Void> asking = new FutureTask<>(this::ask, null);

	/**
	 * Creates a preparation that has not begun.
	 * @param credentials who is asked
	 * @param request what they add to
	 * @param whenDone told once, on any thread: why it failed, or {@code null}
	 */
	Preparation(FreshCredentials credentials, PreparedRequest request, Consumer<@Nullable Throwable> whenDone) {
		this.credentials = credentials;
		this.request = request;
		this.whenDone = whenDone;
	}

	void begin() {
		try {
			this.credentials.executor().execute(this.asking);
		}
		catch (RejectedExecutionException ex) {
			this.whenDone.accept(ex);
		}
	}

	/**
	 * Returns whether somebody is being asked: who does not mind an interrupt holds a
	 * thread for as long as he likes, and shall not get a second one.
	 * @return whether a thread is held
	 */
	boolean isBusy() {
		return this.busy;
	}

	private void ask() {
		this.busy = true;
		Throwable failure = askAll();
		this.busy = false;
		if (failure != null) {
			this.whenDone.accept(failure);
			return;
		}
		this.waiting.update(this.request.rest().subscribe((none) -> {
		}, this.whenDone::accept, () -> this.whenDone.accept(null)));
	}

	private @Nullable Throwable askAll() {
		try {
			for (EventSourceRequestCustomizer customizer : this.credentials.customizers()) {
				customizer.customize(this.request);
			}
			return null;
		}
		catch (Throwable ex) {
			// whatever it is, the attempt must end
			return ex;
		}
	}

	@Override
	public void request(int buffers) {
		// there is no body yet
	}

	@Override
	public void cancel() {
		this.asking.cancel(true);
		this.waiting.dispose();
	}

	/**
	 * Says why there are no credentials.
	 * @param thrown what a customizer threw
	 * @return the failure, without the texts of others: they may have secrets
	 */
	static Failure failure(Throwable thrown) {
		CredentialsUnavailableException told = NetworkFailure.find(thrown, CredentialsUnavailableException.class);
		String why = (told != null) ? String.valueOf(told.getMessage())
				: "A request customizer failed with " + thrown.getClass().getSimpleName();
		return new Failure(Failure.CREDENTIALS, 0, why);
	}

}
