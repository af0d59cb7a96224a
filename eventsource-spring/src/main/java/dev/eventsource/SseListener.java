package dev.eventsource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that handles events of a stream. On a class, gives defaults to the
 * annotated methods in it. All values may hold placeholders.
 * <p>
 * The method's parameters, in any order: the payload ({@code String} and {@code byte[]}
 * as sent, anything else converted), {@link MessageEvent}, {@code ServerSentEvent<T>},
 * {@link EventId} and {@link EventType} strings, {@link EventSource},
 * {@link Acknowledgment}. It returns nothing, a {@code Mono} or a
 * {@code CompletionStage}; the event counts as handled when that has completed.
 */
@Documented
@Reflective
@Repeatable(SseListeners.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface SseListener {

	/**
	 * Same as {@link #event()}.
	 * @return event types
	 */
	@AliasFor("event")
	String[] value() default {};

	/**
	 * Types of the events to handle; none means {@code message}, {@code "*"} every type.
	 * @return event types
	 */
	@AliasFor("value")
	String[] event() default {};

	/**
	 * Names of the sources to listen to; none means every source.
	 * @return source names
	 */
	String[] source() default {};

	/**
	 * Name of the listener in metrics, logs and the endpoint; by default
	 * {@code Type.method}.
	 * @return the id
	 */
	String id() default "";

	/**
	 * SpEL expression that must be true for the method to be called, on {@code event}
	 * before conversion and {@code payload} after it. An event that is kept out counts as
	 * handled.
	 * @return the expression
	 */
	String condition() default "";

	/**
	 * Whether the method takes several events at a time: its payload is then a
	 * {@code List<T>}, as are {@link MessageEvent}, {@code ServerSentEvent<T>},
	 * {@link EventId} and {@link EventType}. The batch is handled as a whole; to say
	 * which event was not, the method throws a {@link BatchListenerFailedException}. How
	 * large a batch is, and how long it waits for more, is a setting of the source.
	 * @return whether it takes batches
	 */
	boolean batch() default false;

	/**
	 * Bean name of an {@link SseListenerErrorHandler}.
	 * @return the bean name
	 */
	String errorHandler() default "";

}
