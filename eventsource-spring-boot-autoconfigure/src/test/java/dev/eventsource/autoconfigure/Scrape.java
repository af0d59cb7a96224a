package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Prometheus server is given when it scrapes an application.
 *
 * @param text the answer
 */
record Scrape(String text) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	static Scrape of(URI uri) {
		try {
			return new Scrape(
					CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Adds up the samples that have some labels.
	 * @param name of the samples
	 * @param labels as in {@code type="message"}
	 */
	double sum(String name, String... labels) {
		return samples(name).filter((line) -> List.of(labels).stream().allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	Stream<String> samples(String name) {
		return this.text.lines().filter((line) -> line.startsWith(name + "{") || line.startsWith(name + " "));
	}

	/** All names of meters that begin like ours. */
	List<String> names() {
		return this.text.lines()
			.filter((line) -> line.startsWith("# TYPE eventsource_"))
			.map((line) -> line.split(" ")[2])
			.sorted()
			.toList();
	}

}
