package dev.eventsource.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Names one source of one process to those that share its store: host, process and some
 * chance, such as {@code web-1/4711/3f9ac012}. Drawn when first asked for; a source that
 * is made anew is somebody else.
 */
final class OwnerName implements Supplier<String> {

	private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

	private final RandomGenerator random;

	private @Nullable String name;

	OwnerName(RandomGenerator random) {
		this.random = random;
	}

	@Override
	public synchronized String get() {
		if (this.name == null) {
			this.name = "%s/%d/%08x".formatted(host(), ProcessHandle.current().pid(), this.random.nextInt());
		}
		return Objects.requireNonNull(this.name);
	}

	// never by a look-up: that may take seconds
	private static String host() {
		String name = System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", ""));
		try {
			name = name.isBlank() ? Files.readString(HOST) : name;
		}
		catch (IOException ex) {
			// the process and chance have to do
		}
		return name.isBlank() ? "host" : name.strip();
	}

}
