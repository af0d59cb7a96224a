package dev.eventsource.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;

import dev.eventsource.benchmarks.server.StreamServer;

/**
 * The server in its process; ends with this one.
 */
final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final String port;

	private ServerProcess(Process process, String port) {
		this.process = process;
		this.port = port;
	}

	static ServerProcess start() throws IOException {
		Process process = JavaProcess.start(StreamServer.class);
		BufferedReader output = process.inputReader();
		return new ServerProcess(process, output.readLine());
	}

	String port() {
		return this.port;
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.port + path;
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
	}

}
