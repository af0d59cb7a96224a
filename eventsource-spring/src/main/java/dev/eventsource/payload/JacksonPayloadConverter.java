package dev.eventsource.payload;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds JSON with Jackson, from the bytes as they came. Safe for any number of threads.
 */
public final class JacksonPayloadConverter implements PayloadConverter {

	private static final int LONGEST_NAME = 64;

	private final JsonMapper mapper;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	/**
	 * Creates a converter.
	 * @param mapper says how JSON binds
	 */
	public JacksonPayloadConverter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Binds the data of an event.
	 * @return the value; {@code null} for JSON {@code null} and for blank data
	 * @throws dev.eventsource.PayloadConversionException if the data does not fit; names
	 * the type and the place, and holds nothing of the data, so without Jackson's
	 * exception as cause
	 */
	@Override
	public @Nullable Object convert(MessageEvent event, Type type) {
		if (isNothing(event.dataBytes())) {
			return null;
		}
		ObjectReader reader = this.readers.computeIfAbsent(type,
				(key) -> this.mapper.readerFor(this.mapper.constructType(key)));
		try {
			return read(reader, event);
		}
		catch (JacksonException ex) {
			throw PayloadReader.misfit(event, type, describe(ex), null);
		}
	}

	private static @Nullable Object read(ObjectReader reader, MessageEvent event) {
		try {
			return reader.readValue(event.dataBytes());
		}
		catch (JacksonException ex) {
			// Jackson refuses malformed UTF-8, which the standard has replaced
			if (event.data().indexOf('\uFFFD') < 0) {
				throw ex;
			}
			return reader.readValue(event.data());
		}
	}

	private static boolean isNothing(byte[] data) {
		int start = 0;
		while (start < data.length && isBlank(data[start])) {
			start++;
		}
		int end = data.length;
		while (end > start && isBlank(data[end - 1])) {
			end--;
		}
		return start == end || end - start == 4 && data[start] == 'n' && data[start + 1] == 'u'
				&& data[start + 2] == 'l' && data[start + 3] == 'l';
	}

	private static boolean isBlank(byte character) {
		return character == ' ' || character == '\t' || character == '\n' || character == '\r';
	}

	private static String describe(JacksonException ex) {
		StringBuilder text = new StringBuilder(ex.getClass().getSimpleName());
		TokenStreamLocation location = ex.getLocation();
		if (location != null && location.getLineNr() > 0) {
			text.append(" at line ").append(location.getLineNr()).append(", column ").append(location.getColumnNr());
		}
		if (!ex.getPath().isEmpty()) {
			text.append(", at ").append(path(ex));
		}
		if (ex.getCause() != null) {
			text.append(", caused by ").append(ex.getCause().getClass().getName());
		}
		return text.toString();
	}

	private static String path(JacksonException ex) {
		return ex.getPath().stream().map(JacksonPayloadConverter::step).collect(Collectors.joining("."));
	}

	// a map's keys, and names that no Java property has, are payload
	private static String step(JacksonException.Reference reference) {
		String name = reference.getPropertyName();
		if (name == null) {
			return "[" + reference.getIndex() + "]";
		}
		return (reference.from() instanceof Map || !isIdentifier(name)) ? "*" : name;
	}

	private static boolean isIdentifier(String name) {
		return name.length() <= LONGEST_NAME && !name.isEmpty()
				&& name.chars().allMatch((character) -> Character.isJavaIdentifierPart(character) || character == '-');
	}

}
