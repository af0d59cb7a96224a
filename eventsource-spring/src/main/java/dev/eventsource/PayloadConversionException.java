package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * The data of an event does not fit the listener's parameter. It is never tried again.
 */
public class PayloadConversionException extends EventSourceException {

	/**
	 * Creates an exception.
	 * @param source name of the source
	 * @param message what did not fit, without the data
	 * @param cause the converter's or validator's exception
	 */
	public PayloadConversionException(String source, String message, @Nullable Throwable cause) {
		super(source, message, cause);
	}

}
