package dev.eventsource.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What has happened since the last reset. Its monitor guards all that tests can ask about
 * and is notified of every change.
 */
final class Journal {

	/** How often facts that nobody reports, such as a write that hangs, are looked at. */
	private static final long GLANCE_MILLIS = 20;

	private final Duration patience;

	private final List<Exchange> exchanges = new ArrayList<>();

	private final Set<Connection> connections = new LinkedHashSet<>();

	private final List<String> failures = new ArrayList<>();

	private final Set<ClientWitness> witnesses = new LinkedHashSet<>();

	private long startedAt = System.nanoTime();

	Journal(Duration patience) {
		this.patience = patience;
	}

	Duration patience() {
		return this.patience;
	}

	synchronized void opened(Connection connection) {
		this.connections.add(connection);
		notifyAll();
	}

	synchronized void closed(Connection connection) {
		this.connections.remove(connection);
		notifyAll();
	}

	synchronized void received(Exchange exchange) {
		this.exchanges.add(exchange);
		notifyAll();
	}

	synchronized void move(Exchange exchange, ExchangeState state) {
		exchange.moveTo(state);
		notifyAll();
	}

	synchronized void failed(int remotePort, Throwable failure) {
		this.failures.add(offset(System.nanoTime()) + " port " + remotePort + ": " + failure);
		notifyAll();
	}

	synchronized void add(ClientWitness witness) {
		this.witnesses.add(witness);
	}

	synchronized AssertionError failure(String what) {
		return new AssertionError(what + report());
	}

	synchronized void reset() {
		this.exchanges.clear();
		this.failures.clear();
		this.startedAt = System.nanoTime();
	}

	synchronized List<Exchange> exchanges(Predicate<Exchange> wanted) {
		return this.exchanges.stream().filter(wanted).toList();
	}

	synchronized List<Connection> connections() {
		return List.copyOf(this.connections);
	}

	synchronized <T> T await(String what, Duration patience, Supplier<Optional<T>> fact) {
		long began = System.nanoTime();
		Optional<T> found = fact.get();
		while (found.isEmpty()) {
			if (System.nanoTime() - began >= patience.toNanos() || !pause()) {
				throw failure("Waited " + patience.toMillis() + " ms for " + what + " in vain.");
			}
			found = fact.get();
		}
		return found.get();
	}

	private boolean pause() {
		try {
			TimeUnit.MILLISECONDS.timedWait(this, GLANCE_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private String report() {
		StringBuilder report = new StringBuilder("\nWhat happened instead (").append(this.exchanges.size())
			.append(" requests, ")
			.append(this.connections.size())
			.append(" open connections):");
		this.exchanges.forEach((exchange) -> report.append("\n  ")
			.append(offset(exchange.message().nanos()))
			.append(' ')
			.append(exchange.request()));
		this.connections.stream()
			.filter(Connection::isSilent)
			.forEach((connection) -> report.append("\n  ").append(connection));
		this.failures.forEach((failure) -> report.append("\n  failed ").append(failure));
		this.witnesses.forEach((witness) -> witness.report().forEach((line) -> report.append("\n  ").append(line)));
		return report.toString();
	}

	private String offset(long nanos) {
		return "+" + TimeUnit.NANOSECONDS.toMillis(nanos - this.startedAt) + " ms";
	}

}
