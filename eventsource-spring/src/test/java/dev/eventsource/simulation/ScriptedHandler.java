package dev.eventsource.simulation;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * A listener that does whatever a listener may do.
 */
final class ScriptedHandler implements EventHandler {

	private final World world;

	private final Member member;

	private final Witness witness;

	private final String id;

	private final Set<String> types;

	private final boolean acknowledges;

	private @Nullable Registration registration;

	private boolean removed;

	ScriptedHandler(World world, Member member, String id, String... types) {
		this.world = world;
		this.member = member;
		this.witness = member.witness();
		this.id = id;
		this.types = Set.of(types);
		this.acknowledges = id.equals("acknowledging");
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return this.types;
	}

	/** May have left already, from within its registration. */
	void registered(Registration registration) {
		this.registration = registration;
		if (this.removed) {
			registration.remove();
		}
	}

	void remove() {
		this.removed = true;
		if (this.registration != null) {
			this.registration.remove();
		}
	}

	boolean isRemoved() {
		return this.removed;
	}

	boolean takes(String type) {
		return this.types.contains(type);
	}

	@Override
	public boolean acknowledges() {
		return this.acknowledges;
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		Arrival arrival = this.witness.called(this, event);
		if (arrival == null) {
			return null;
		}
		if (!this.world.fault(45)) {
			return handled(arrival, acknowledgment);
		}
		return switch (this.world.below(40)) {
			case 0, 1, 2, 3, 4, 5, 6, 7 -> throw failed(arrival, new Unlucky());
			case 8, 9, 10 -> throw failed(arrival, new IOException("passes"));
			case 11, 12 -> throw failed(arrival, new AssertionError("never tried again"));
			case 13 -> throw failed(arrival, new InternalError("the virtual machine is in trouble"));
			case 14, 15, 16 -> stage(arrival, acknowledgment, new Unlucky());
			case 17, 18, 19, 20, 21, 22, 23, 24 -> stage(arrival, acknowledgment, null);
			default -> {
				meddle();
				yield handled(arrival, acknowledgment);
			}
		};
	}

	private void meddle() {
		switch (this.world.below(this.member.process().breadth().wide() ? 16 : 12)) {
			case 0 -> this.member.stop();
			case 1 -> this.member.pause();
			case 2 -> this.member.source().reconnect();
			case 12 -> this.member.reset();
			case 13, 14 -> this.member.listeners().guest();
			case 15 -> this.member.process().any().stop();
			default -> {
			}
		}
	}

	private <T extends Throwable> T failed(Arrival arrival, T failure) {
		arrival.failed();
		// who has left meanwhile is not called again
		this.witness.settle(arrival);
		return failure;
	}

	private @Nullable CompletionStage<?> handled(Arrival arrival, Acknowledgment acknowledgment) {
		if (this.acknowledges) {
			acknowledge(arrival, acknowledgment);
		}
		this.witness.handled(arrival);
		return this.world.flip() ? null : CompletableFuture.completedFuture("");
	}

	private void acknowledge(Arrival arrival, Acknowledgment acknowledgment) {
		Runnable task = () -> {
			arrival.acknowledged(this);
			this.witness.settle(arrival);
			acknowledgment.acknowledge();
		};
		if (this.world.fault(40)) {
			this.member.later(task);
			return;
		}
		task.run();
	}

	private CompletionStage<?> stage(Arrival arrival, Acknowledgment acknowledgment, @Nullable Exception failure) {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.member.later(() -> {
			if (failure == null) {
				handled(arrival, acknowledgment);
				stage.complete("");
			}
			else {
				stage.completeExceptionally(failed(arrival, failure));
			}
		});
		return stage;
	}

	private static final class Unlucky extends RuntimeException {

		private static final long serialVersionUID = 1;

		Unlucky() {
			super("tried again", null, false, false);
		}

	}

}
