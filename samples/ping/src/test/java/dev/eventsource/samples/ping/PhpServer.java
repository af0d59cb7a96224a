package dev.eventsource.samples.ping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.springframework.test.util.TestSocketUtils;

/**
 * PHP's own server with the script of the sample.
 */
final class PhpServer implements AutoCloseable {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final Process process;

	PhpServer() {
		try {
			this.process = new ProcessBuilder("php", "-S", "localhost:" + this.port, "src/main/php/ping.php")
				.redirectErrorStream(true)
				.redirectOutput(Path.of("target/php.log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tells whether there is a PHP to run.
	 * @return whether {@code php} can be started
	 */
	static boolean isInstalled() throws InterruptedException {
		try {
			return new ProcessBuilder("php", "-v").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false; // no such program
		}
	}

	String url() {
		return "http://localhost:" + this.port + "/";
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
