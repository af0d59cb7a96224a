package dev.eventsource;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Turns the data of an event into what a listener's parameter asks for.
 */
@FunctionalInterface
public interface PayloadConverter {

	/**
	 * Converts the data of an event.
	 * @param event the event
	 * @param type the parameter's full generic type; never String or byte[], which are
	 * passed raw
	 * @return the value; {@code null} if the data stands for nothing
	 * @throws Exception if the data does not fit the type; it is not tried again
	 */
	@Nullable Object convert(MessageEvent event, Type type) throws Exception;

}
