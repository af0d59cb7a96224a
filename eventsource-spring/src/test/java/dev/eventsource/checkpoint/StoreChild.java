package dev.eventsource.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Another process with a store of its own. It prints one line when it is done, and lives
 * until its input ends.
 */
final class StoreChild implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private StoreChild(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/**
	 * Starts one.
	 * @param shell what a shell does first, such as setting limits
	 * @param arguments directory, key, and the id to store, if any
	 */
	static StoreChild start(String shell, Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("sh", "-c", shell + "; exec \"$@\"", "sh",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-cp",
				System.getProperty("java.class.path"), StoreChild.class.getName()));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new StoreChild(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	long pid() {
		return this.process.pid();
	}

	String answer() throws IOException {
		return String.valueOf(this.output.readLine());
	}

	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * Loads, and stores the next version if there is an id to store.
	 * @param arguments directory, key, and the id
	 */
	public static void main(String[] arguments) throws IOException {
		CheckpointStore store = CheckpointStore.file(Path.of(arguments[0]));
		try {
			long version = store.load(arguments[1]).map(Checkpoint::version).orElse(0L);
			if (arguments.length > 2) {
				String id = arguments[2].repeat(Integer.parseInt(arguments[3]));
				store.replace(new Checkpoint(arguments[1], version + 1, id, "", null, Instant.EPOCH));
			}
			System.out.println("done");
		}
		catch (UncheckedIOException ex) {
			System.out.println("failed: " + ex.getCause().getMessage());
		}
		catch (RuntimeException ex) {
			System.out.println(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}
		while (System.in.read() >= 0) {
			// the parent is not done with us
		}
	}

}
