package dev.eventsource.delivery;

import dev.eventsource.InvalidSpecException;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.ParseException;

/**
 * Finds what an event belongs to: its id, its type, or what an expression makes of it.
 */
@FunctionalInterface
interface EventKey {

	/**
	 * Returns the key of an event. May be called by several threads.
	 * @param event the event
	 * @return the key; {@code null} if there is none
	 * @throws RuntimeException if it can not be found out
	 */
	@Nullable Object of(MessageEvent event);

	/**
	 * Reads a setting.
	 * @param settings settings of the source
	 * @param property name of the setting
	 * @param text {@code id}, {@code type} or an expression
	 * @param converter reads payloads, or {@code null} if there is none
	 * @return finds keys
	 * @throws InvalidSpecException if the expression is none
	 */
	static EventKey of(DeliverySettings settings, String property, String text, @Nullable PayloadConverter converter) {
		return switch (text) {
			case "id" -> MessageEvent::lastEventId;
			case "type" -> MessageEvent::type;
			default -> expression(settings, property, text, converter);
		};
	}

	private static EventKey expression(DeliverySettings settings, String property, String text,
			@Nullable PayloadConverter converter) {
		EventExpression expression;
		try {
			expression = EventExpression.of(text, EventKey.class.getClassLoader());
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new InvalidSpecException(settings.source(), property, text,
					"is neither 'id' nor 'type' nor an expression: " + ex.getMessage(),
					"Write an expression such as payload.accountId or event.type.");
		}
		if (expression.readsPayload() && converter == null) {
			throw new InvalidSpecException(settings.source(), property, text,
					"reads the payload, which nothing can convert",
					"Add tools.jackson.core:jackson-databind, or declare a PayloadConverter bean.");
		}
		return (event) -> expression.evaluate(new EventView(event, converter), event, Object.class);
	}

}
