import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits until the quickstart's actuator shows events, a reconnect and health. Run as one file:
 * {@code java AwaitQuickstart.java <pid of the quickstart>}, or with {@code free} to ask only
 * whether its port is free.
 */
final class AwaitQuickstart {

	private static final int PORT = 8080;

	/** Maven may have to fetch and build first. */
	private static final Duration LIMIT = Duration.ofMinutes(8);

	private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*([0-9.E+]+)");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private double events;

	private double reconnects;

	private boolean healthy;

	public static void main(String[] args) throws Exception {
		boolean good = args[0].equals("free") ? isFree() : new AwaitQuickstart().await(Long.parseLong(args[0]));
		System.exit(good ? 0 : 1);
	}

	private static boolean isFree() {
		try (ServerSocket socket = new ServerSocket(PORT)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			System.out.println("Port " + PORT + " is in use: stop what listens there and run again");
			return false;
		}
	}

	private boolean await(long pid) throws InterruptedException {
		Instant end = Instant.now().plus(LIMIT);
		while (Instant.now().isBefore(end) && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
			look();
			if (this.events >= 20 && this.reconnects >= 1 && this.healthy) {
				report("seen");
				return true;
			}
			Thread.sleep(1000);
		}
		report(Instant.now().isBefore(end) ? "ended too early" : "not all seen in time");
		return false;
	}

	private void look() throws InterruptedException {
		this.events = Math.max(this.events, value(get("/metrics/eventsource.events")));
		this.reconnects = Math.max(this.reconnects, value(get("/metrics/eventsource.reconnects")));
		this.healthy |= get("/health/eventSource").contains("\"status\":\"UP\"");
	}

	private String get(String path) throws InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + PORT + "/actuator" + path);
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
		try {
			return this.client.send(request, BodyHandlers.ofString()).body();
		}
		catch (IOException ex) {
			return ""; // not up yet
		}
	}

	private static double value(String json) {
		Matcher matcher = VALUE.matcher(json);
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
	}

	private void report(String outcome) {
		System.out.printf("%s: %.0f events (20), %.0f reconnects (1), health %s%n", outcome, this.events,
				this.reconnects, this.healthy ? "up" : "not up");
	}

}
