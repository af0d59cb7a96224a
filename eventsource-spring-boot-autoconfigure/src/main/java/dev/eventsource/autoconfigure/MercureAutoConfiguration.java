package dev.eventsource.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.eventsource.mercure.MercureCustomizer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for sources that are topics of a Mercure hub: for applications that
 * set {@code mercure.*} of one, or of all.
 */
@AutoConfiguration(before = EventSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@Conditional(OnMercureSettings.class)
public final class MercureAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MercureCustomizer mercureCustomizer(BeanFactory beans) {
		return new MercureCustomizer((name) -> supplier(beans, name), Clock.systemUTC(), RandomGenerator.getDefault());
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Supplier<String> supplier(BeanFactory beans, String name) {
		boolean known = beans.containsBean(name) && beans.isTypeMatch(name, Supplier.class);
		return known ? () -> String.valueOf(((Supplier<Object>) beans.getBean(name, Supplier.class)).get()) : null;
	}

}
