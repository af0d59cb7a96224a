package dev.eventsource.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests listeners without network: a context of the application's sources, which do not
 * start, of components with {@link dev.eventsource.SseListener @SseListener} methods, of
 * converters, error handlers and dead-letter publishers, and of Jackson. Other components
 * are left out: import those that are wanted, or replace them by {@code @MockitoBean}s.
 * Events are delivered by a {@link SseListenerTester}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(EventSourceTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(EventSourceTypeExcludeFilter.class)
@AutoConfigureEventSource
@ImportAutoConfiguration
public @interface EventSourceTest {

	/**
	 * Gives properties of the test.
	 * @return properties as {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Names the components to test, as {@link #listeners} does.
	 * @return classes of components
	 */
	@AliasFor("listeners")
	Class<?>[] value() default {};

	/**
	 * Names the components to test.
	 * @return classes of components; none for all components with listener methods
	 */
	@AliasFor("value")
	Class<?>[] listeners() default {};

	/**
	 * Tells whether the components named above belong to the context by themselves.
	 * @return {@code false} to leave it to {@link #includeFilters}
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Adds components to the context.
	 * @return filters of components
	 */
	Filter[] includeFilters() default {};

	/**
	 * Takes components out of the context.
	 * @return filters of components
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Takes auto-configurations out of the context.
	 * @return classes of auto-configurations
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
