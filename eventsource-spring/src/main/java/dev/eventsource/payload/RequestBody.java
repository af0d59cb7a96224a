package dev.eventsource.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes bytes of what is to be sent.
 */
public final class RequestBody {

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			RequestBody.class.getClassLoader());

	private RequestBody() {
	}

	/**
	 * Makes the bytes of a body.
	 * @param body a text, bytes and a resource go as they are; anything else as JSON
	 * @param mapper makes JSON; {@code null} for Jackson's own way
	 * @return its bytes; text as UTF-8
	 */
	public static byte[] bytes(Object body, @Nullable Function<Object, byte[]> mapper) {
		if (body instanceof byte[] bytes) {
			return bytes;
		}
		if (body instanceof CharSequence text) {
			return text.toString().getBytes(StandardCharsets.UTF_8);
		}
		if (body instanceof Resource resource) {
			return read(resource);
		}
		if (mapper != null) {
			return mapper.apply(body);
		}
		if (!JACKSON) {
			throw new IllegalArgumentException("Nothing can write a " + body.getClass().getTypeName()
					+ ". Add tools.jackson.core:jackson-databind, or send text.");
		}
		return Jackson.bytes(body);
	}

	private static byte[] read(Resource resource) {
		try {
			return resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The request body can not be read from " + resource.getDescription(), ex);
		}
	}

	/** Loaded only with Jackson. */
	private static final class Jackson {

		static byte[] bytes(Object body) {
			return JsonMapper.shared().writeValueAsBytes(body);
		}

	}

}
