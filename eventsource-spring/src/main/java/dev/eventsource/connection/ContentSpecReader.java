package dev.eventsource.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpec.CompleteOn;
import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * Reads what a source asks for, and when it has all of it.
 */
final class ContentSpecReader {

	private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

	/** They bring no body back, or none of the server's. */
	private static final Set<String> WITHOUT_ANSWER = Set.of("HEAD", "CONNECT", "TRACE", "OPTIONS");

	private final EventSourceSpec spec;

	private final SpecCheck check;

	ContentSpecReader(EventSourceSpec spec, SpecCheck check) {
		this.spec = spec;
		this.check = check;
	}

	RequestContent content() {
		String method = Objects.requireNonNull(this.spec.method());
		this.check.that(METHOD.matcher(method).matches() && !WITHOUT_ANSWER.contains(method), "method", method,
				"is no method that a stream comes of", "Use GET or POST.");
		RequestContent content = new RequestContent(method, null);
		String body = this.spec.body();
		if (body == null || body.isEmpty()) {
			return content;
		}
		byte[] bytes = bytes(body);
		return content.with(() -> bytes);
	}

	private byte[] bytes(String body) {
		if (!body.startsWith("classpath:") && !body.startsWith("file:")) {
			return body.getBytes(StandardCharsets.UTF_8);
		}
		Resource resource = new DefaultResourceLoader().getResource(body.strip());
		try {
			return resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new InvalidSpecException(this.check.source(), "body", body, "can not be read",
					"Name a file that is there, or write the text itself.");
		}
	}

	@Nullable EndMark endMark() {
		boolean finite = this.spec.mode() == EventSourceSpec.Mode.FINITE;
		CompleteOn given = this.spec.completeOn();
		String data = (given != null) ? emptyToNull(given.data()) : null;
		String event = (given != null) ? emptyToNull(given.event()) : null;
		if (data == null && event == null) {
			return finite ? EndMark.NONE : null;
		}
		this.check.that(finite, "complete-on", SpecCheck.SECRET, "ends a stream whose 'mode' is endless",
				"Set 'mode: finite', or leave it out.");
		return new EndMark(data, (event != null) ? types(event) : Set.of());
	}

	private static @Nullable String emptyToNull(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

	private static Set<String> types(String event) {
		return Arrays.stream(event.split(","))
			.map(String::strip)
			.filter((type) -> !type.isEmpty())
			.collect(Collectors.toUnmodifiableSet());
	}

}
