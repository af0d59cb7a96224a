package dev.eventsource.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.eventsource.mercure.MercureCustomizer;
import dev.eventsource.mercure.MercureHubs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

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

	/**
	 * Who publishes: where there are a WebClient of Boot's, and a mapper for JSON.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ClientHttpConnectorBuilder.class, JsonMapper.class })
	static class Publishing {

		@Bean
		@ConditionalOnMissingBean
		@DependsOn("eventSourceRegistry")
		MercureHubs mercureHubs(MercureCustomizer customizer, EventSourceProperties properties,
				ObjectProvider<WebClient.Builder> builder, ObjectProvider<SslBundles> bundles,
				ObjectProvider<JsonMapper> mapper) {
			HubClients clients = new HubClients(builder.getIfAvailable(WebClient::builder), properties, bundles);
			return new MercureHubs(customizer, clients::builder,
					mapper.getIfAvailable(JsonMapper::new)::writeValueAsString);
		}

	}

}
