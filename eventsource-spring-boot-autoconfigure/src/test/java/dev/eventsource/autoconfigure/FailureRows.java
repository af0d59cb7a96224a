package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;

/**
 * The failure table: what goes wrong on the way, in the application and in the virtual
 * machine.
 */
final class FailureRows {

	private static final int NOBODY = portOfNobody();

	private FailureRows() {
	}

	static List<FailureRow> all(int port) {
		return Stream.of(network(port), answers(), format(), application()).flatMap(List::stream).toList();
	}

	private static FailureRow row(String id) {
		return FailureRow.of(id);
	}

	private static List<FailureRow> network(int port) {
		return List.of(row("f01").with("url", "http://127.0.0.1:" + NOBODY + "/").lost("refused"),
				row("f02").with("url", "http://nowhere.invalid/").lost("dns"),
				row("f03").answered(SseResponse.stream("data: a\n\ndata: to").reset()).lost("reset"),
				row("f04").answered(SseResponse.stream("data: a\n\n").stayOpen())
					.with("idle-timeout", "1s")
					.waits("idle-timeout")
					.logs("DEBUG f04 rotated (idle-timeout), again in "),
				row("f05").answered(SseResponse.stream("data: a").stayOpen())
					.with("limits.partial-event-timeout", "1s")
					.lost("partial-timeout"),
				row("f06").answered(SseResponse.stream("data: a\n\n").drop()).lost("truncated-chunk"),
				row("f07").with("url", "https://127.0.0.1:" + port + "/f07")
					.waits("tls")
					.logs("ERROR f07 lost (tls), again in "),
				row("f08").with("url", "http://example.invalid/")
					.with("proxy.type", "http")
					.with("proxy.host", "127.0.0.1")
					.with("proxy.port", NOBODY)
					.lost("proxy"));
	}

	private static List<FailureRow> answers() {
		return List.of(row("f09").answered(stream("s3cret").contentType("text/html")).fails("content-type"),
				row("f10").answered(SseResponse.noContent())
					.ends("server-ended")
					.meter("eventsource_connection_attempts_total", "outcome=\"server-ended\""),
				row("f11").answered(SseResponse.redirect(302, "/f11")).fails("redirect-limit"),
				row("f12").answered(SseResponse.status(401)).fails("status-401"),
				row("f13").answered(SseResponse.status(429).header("Retry-After", "120"))
					.with("reconnect.delay", "10ms")
					.lost("status-429")
					.health("DOWN", "nextAttempt"),
				row("f14").answered(SseResponse.status(503).header("Retry-After", inTwoMinutes()))
					.with("reconnect.delay", "10ms")
					.lost("status-503")
					.health("DOWN", "nextAttempt"),
				row("f15").answered(SseResponse.status(500)).lost("status-500"),
				row("f22").answered(SseResponse.hang()).with("response-timeout", "1s").lost("head-timeout"),
				row("f23").answered(stream("data: a\n\n").header("Content-Encoding", "gzip"))
					.fails("content-encoding"));
	}

	private static List<FailureRow> format() {
		return List.of(
				row("f16").answered(
						stream("retry: 0\nretry: 99999999999999999999\nretry: 1e3\n\ndata: a\n\n"))
					.stays(1),
				row("f17").answered(stream("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).stays(1),
				row("f18").answered(
						SseResponse.stream().raw("data: \u00ff\n\n".getBytes(StandardCharsets.ISO_8859_1)).stayOpen())
					.stays(1),
				row("f19").answered(stream("id: 1\u00002\ndata: a\n\n")).stays(1),
				row("f20").answered(stream("data: " + "x".repeat(4096) + "\n\ndata: a\n\n"))
					.with("limits.event-size", "1KB")
					.stays(1)
					.meter("eventsource_events_skipped_events_total", "reason=\"too-large\"")
					.logs("WARN f20 skipped an event (too-large)"),
				row("f21").answered(stream(":\n".repeat(1000)))
					.stays(0)
					.meter("eventsource_bytes_total", "source", 2000),
				row("f21-silent").answered(stream(":\n"))
					.with("health.max-silence", "100ms")
					.stays(0)
					.health("DOWN", "no event for"));
	}

	private static List<FailureRow> application() {
		return List.of(
				row("f24").answered(stream("data: throw\n\n"))
					.with("delivery.retry.max-retries", 1)
					.with("delivery.retry.delay", "1ms")
					.stays(1)
					.meter("eventsource_listener_seconds_count", "outcome=\"failure\"", 2)
					.meter("eventsource_listener_retries_total", "source")
					.meter("eventsource_dead_letters_events_total", "source")
					.logs("WARN f24: Faults.on failed (java.lang.IllegalStateException at ")
					.logs("event source 'f24' could not handle an event in 2 calls; it becomes a dead letter"),
				row("f25").answered(stream("data: {\"value\":\"s3cret\"}\n\n"))
					.stays(1)
					.meter("eventsource_dead_letters_events_total", "source")
					.logs("event source 'f25' could not handle an event in 1 calls; it becomes a dead letter"),
				row("f26").answered(stream("data: error\n\n"))
					.stays(1)
					.meter("eventsource_dead_letters_events_total", "source")
					.logs("event source 'f26' could not handle an event in 1 calls; it becomes a dead letter"),
				row("f27").answered(stream("data: block\n\n"))
					.with("delivery.stuck-after", "1s")
					.stays(1)
					.meter("eventsource_executor_active_threads", "")
					.health("DOWN", "a listener is stuck on thread eventsource-"),
				row("f28").answered(stream("data: block\n\n".repeat(20)))
					.with("delivery.buffer-size", 4)
					.stays(4)
					.meter("eventsource_mailbox_size_events", "source", 4)
					.meter("eventsource_mailbox_full_seconds_total", "source", 0.1),
				row("f29").answered(stream("data: error\n\n"))
					.stays(1)
					.health("DOWN", "dead letters are not kept")
					.logs("ERROR Event source 'f29' waits: its dead-letter publisher did not take an event"),
				row("f30").answered(stream("id: 1\ndata: a\n\n"))
					.with("checkpoint.store", "unwritable")
					.stays(1)
					.meter("eventsource_checkpoint_commits_total", "outcome=\"failure\"")
					.health("UP", "commitFailingSince")
					.logs("WARN Event source 'f30' could not store its position"),
				row("f31").answered(stream("data: a\n\n"))
					.with("checkpoint.store", "unreadable")
					.waits("store-unavailable")
					.logs("WARN f31 has no position to go on from, and sends no request"),
				row("f40").answered(stream("data: memory\n\n")).fails("listener-failed"));
	}

	private static SseStream stream(String text) {
		return SseResponse.stream(text).stayOpen();
	}

	private static String inTwoMinutes() {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));
	}

	private static int portOfNobody() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
