package dev.eventsource.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Lets event sources of a Spring Boot test read from a
 * {@link dev.eventsource.test.SseTestServer SseTestServer}, and starts them; all other
 * sources stay closed. The server is a bean that lives as long as the context. Each
 * source has a path of its own there, {@code /orders} for the source {@code orders}, and
 * its stream is open when a test method begins. A stream that connects again gets the
 * events after its last event ID.
 * <p>
 * So that tests are quick and leave nothing behind, these sources reconnect and retry
 * after milliseconds and keep their position in memory. A setting that the test itself
 * gives takes precedence.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureSseServer {

	/**
	 * Names the sources, as {@link #source} does.
	 * @return names of sources
	 */
	@AliasFor("source")
	String[] value() default {};

	/**
	 * Names the sources that read from the server. A name that the application does not
	 * configure becomes a source of the test.
	 * @return names of sources; none for all that the application configures
	 */
	@AliasFor("value")
	String[] source() default {};

}
