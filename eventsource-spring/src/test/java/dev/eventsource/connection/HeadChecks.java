package dev.eventsource.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold whatever a response head or an id says. An input is text in UTF-8.
 */
public final class HeadChecks {

	private static final Instant NOW = Instant.parse("2015-10-21T07:28:00Z");

	private static final Hop HOME = new Hop(URI.create("https://a.example/x/stream?k=v"), 0, false);

	private static final Origin FRIEND = Origin.of(URI.create("https://friend.example"));

	private static final RedirectPolicy REDIRECTS = new RedirectPolicy(Origin.of(HOME.uri()), Set.of(FRIEND), 5);

	private static final AnswerPolicy ANSWERS = new AnswerPolicy(true);

	private HeadChecks() {
	}

	/**
	 * Returns values to begin with.
	 * @return inputs
	 */
	public static List<byte[]> seeds() {
		return Stream.of("120", " 7 ", "99999999999999999999999", "Wed, 21 Oct 2015 07:30:00 GMT",
				"Wed, 99 Oct 2015 07:28:00 GMT", "text/event-stream", "Text/Event-Stream ; charset=utf-8", "text/html",
				"application/json;a=b", "/y", "z?q=1#part", "//b.example/y", "https://friend.example/y",
				"HTTPS://A.example:443/y", "http://a.example/", "https://user:secret@a.example/",
				"https://a.example:99999/", "https://[::1]:8443/", "data:text/event-stream,x", "../../..", "?",
				"https://a_b/", "https://#secret", "https:opaque", "https://\u00FC.example/\u00FC", "%00%0d%0a",
				"\uFEFF", "id\u0001", " id\t", "\uD83D\uDE80", "\r\nX: y")
			.map((text) -> text.getBytes(StandardCharsets.UTF_8))
			.toList();
	}

	/**
	 * Runs all checks.
	 * @param input text in UTF-8
	 */
	public static void all(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		readsRetryAfter(text);
		readsContentType(text);
		followsOnlyWhatIsSafe(text);
		sendsAnyId(text);
		readsUrl(text);
	}

	private static void readsRetryAfter(String text) {
		Duration delay = RetryAfter.parse(text, NOW);
		assertThat(delay == null || !delay.isNegative()).isTrue();
		if (text.strip().matches("[0-9]{1,9}")) {
			assertThat(delay).isEqualTo(Duration.ofSeconds(Long.parseLong(text.strip())));
		}
	}

	private static void readsContentType(String text) {
		Signal.Head head = new Signal.Head(1, 200, text, null, null, null, false);
		String essence = text.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
		AnswerPolicy.Action expected = essence.equals("text/event-stream") ? AnswerPolicy.Action.ACCEPT
				: AnswerPolicy.Action.FAIL;
		assertThat(ANSWERS.judge(head).action()).isEqualTo(expected);
	}

	private static void followsOnlyWhatIsSafe(String text) {
		for (@Nullable
		Hop hop = HOME; hop != null;) {
			RedirectPolicy.Redirect redirect = REDIRECTS.follow(hop, text);
			Hop target = redirect.target();
			if (target != null) {
				assertSafe(hop, target);
			}
			assertThat(redirect.refusal().message()).doesNotContain("secret");
			hop = target;
		}
	}

	private static void assertSafe(Hop from, Hop target) {
		URI uri = target.uri();
		assertThat(uri.getScheme()).isEqualToIgnoringCase("https");
		assertThat(uri.getHost()).isNotEmpty();
		assertThat(uri.getRawUserInfo()).isNull();
		assertThat(uri.getRawFragment()).isNull();
		boolean known = Set.of(Origin.of(HOME.uri()), FRIEND).contains(Origin.of(uri));
		assertThat(target.restricted()).isEqualTo(from.restricted() || !known);
		StreamRequest request = new StreamRequests(Map.of("Authorization", "Bearer secret"), "id").create(target, "1");
		assertThat(request.headers().containsKey("Authorization")).isEqualTo(!target.restricted());
	}

	/** Whatever an id is, the request can be made, and nothing breaks out of its line. */
	private static void sendsAnyId(String text) {
		Cursor cursor = new Cursor(true);
		cursor.startFrom(text);
		StreamRequest request = new StreamRequests(Map.of(), "last id").create(HOME, cursor.toSend());
		String header = request.headers().getOrDefault("Last-Event-ID", "");
		assertThat(header.chars())
			.allMatch((character) -> character >= 0x20 && character <= 0xFF && character != 0x7F || character == '\t');
		assertThat(request.uri().toASCIIString()).startsWith(HOME.uri().toString());
		assertThat(cursor.received()).isEqualTo(text);
	}

	private static void readsUrl(String text) {
		try {
			URI url = RequestUrl.parse(text);
			if (RequestUrl.isUsable(url)) {
				assertThat(RequestUrl.redact(url)).doesNotContain("secret=");
				assertThat(HeaderRules.isValue(url.toString())).isTrue();
			}
		}
		catch (URISyntaxException ex) {
			// says what is wrong
		}
	}

}
