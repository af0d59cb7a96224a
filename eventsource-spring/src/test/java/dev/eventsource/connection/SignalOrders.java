package dev.eventsource.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.eventsource.testing.Protocol;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The orders of signals that real transports have been seen to give. They are in a file,
 * so that the simulation can replay them; {@code -Dsignals.update=true} adds what is new.
 */
final class SignalOrders {

	private static final Path FILE = Path.of("src/test/resources/signals/transport.txt");

	private SignalOrders() {
	}

	/**
	 * Compares an order with those of the file.
	 * @param scenario what was done
	 * @param protocol on which transport
	 * @param order what was told
	 */
	static void check(String scenario, Protocol protocol, List<String> order) {
		record(scenario, protocol, order);
		assertThat(lines()).as("orders in " + FILE + "; -Dsignals.update=true adds one")
			.contains(line(scenario, protocol, order));
	}

	/**
	 * Adds an order where chance decides which one comes.
	 * @param scenario what was done
	 * @param protocol on which transport
	 * @param order what was told
	 */
	static void record(String scenario, Protocol protocol, List<String> order) {
		if (Boolean.getBoolean("signals.update")) {
			add(line(scenario, protocol, order));
		}
	}

	private static String line(String scenario, Protocol protocol, List<String> order) {
		return scenario + " | " + protocol + " | " + String.join(", ", order);
	}

	private static List<String> lines() {
		try {
			return Files.readAllLines(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void add(String line) {
		List<String> before = lines();
		Stream<String> head = before.stream().filter((old) -> old.startsWith("#"));
		TreeSet<String> orders = new TreeSet<>(
				before.stream().filter((old) -> old.contains(" | ") && !old.startsWith("#")).toList());
		orders.add(line);
		try {
			Files.write(FILE, Stream.concat(head, orders.stream()).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
