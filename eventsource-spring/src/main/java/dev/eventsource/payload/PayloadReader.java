package dev.eventsource.payload;

import java.lang.reflect.Type;
import java.util.function.Function;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Reads the data of an event as one type.
 */
@FunctionalInterface
public interface PayloadReader {

	/** Text, as sent. */
	PayloadReader TEXT = MessageEvent::data;

	/** Bytes, as sent. */
	PayloadReader BYTES = MessageEvent::dataBytes;

	/**
	 * Reads the data.
	 * @param event holds it
	 * @return the value; {@code null} if the data stands for nothing
	 * @throws PayloadConversionException if the data does not fit
	 */
	@Nullable Object read(MessageEvent event);

	/**
	 * Returns whether a type stands for the data as sent.
	 * @param type the type
	 * @return whether nothing is converted
	 */
	static boolean isRaw(Type type) {
		return type == String.class || type == byte[].class;
	}

	/**
	 * Returns what reads a type.
	 * @param type the full generic type
	 * @param converters gives a converter; asked only if the type is not raw
	 * @return the reader
	 */
	static PayloadReader of(Type type, Function<Type, PayloadConverter> converters) {
		if (type == String.class) {
			return TEXT;
		}
		if (type == byte[].class) {
			return BYTES;
		}
		return converting(type, converters.apply(type));
	}

	private static PayloadReader converting(Type type, PayloadConverter converter) {
		Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(ResolvableType.forType(type).toClass());
		return (event) -> {
			Object value = convert(converter, event, type);
			if (value != null && !raw.isInstance(value)) {
				throw misfit(event, type, "the converter made a " + value.getClass().getTypeName() + " of it", null);
			}
			return value;
		};
	}

	private static @Nullable Object convert(PayloadConverter converter, MessageEvent event, Type type) {
		try {
			return converter.convert(event, type);
		}
		catch (PayloadConversionException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw misfit(event, type, ex.getClass().getSimpleName(), ex);
		}
	}

	/**
	 * Words an exception without a byte of the payload.
	 * @param event whose data does not fit
	 * @param type what it does not fit
	 * @param reason why, free of the data
	 * @param cause the exception behind it, if it may be shown
	 * @return the exception
	 */
	static PayloadConversionException misfit(MessageEvent event, Type type, String reason, @Nullable Throwable cause) {
		return new PayloadConversionException(event.source(), "Event source '" + event.source() + "': the data ("
				+ event.dataBytes().length + " bytes) does not fit " + type.getTypeName() + ": " + reason, cause);
	}

}
