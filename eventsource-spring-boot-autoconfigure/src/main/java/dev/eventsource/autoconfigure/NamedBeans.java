package dev.eventsource.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.delivery.AttemptScope;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.ClassUtils;
import reactor.netty.http.client.HttpClient;

/**
 * Finds the beans that settings name.
 */
final class NamedBeans {

	private static final String REGISTRY = "eventSourceRegistry";

	private final ConfigurableListableBeanFactory beanFactory;

	private final BundleMaterials materials = new BundleMaterials();

	NamedBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	Executor executor(String name) {
		return find(name.equals("shared") ? EventSourceExecutorConfiguration.BEAN_NAME : name, Executor.class);
	}

	CheckpointStore checkpointStore(String name) {
		return find(BuiltInStore.of(name).map(BuiltInStore::bean).orElse(name), CheckpointStore.class);
	}

	@Nullable DeadLetterPublisher deadLetterPublisher(EventSourceProperties properties) {
		return new DeadLetterBeans(this.beanFactory).publisher(properties.deadLetter().store());
	}

	TlsMaterial tls(String bundle) {
		return this.materials.get(this.beanFactory.getBean(SslBundles.class), bundle);
	}

	/**
	 * Returns what the application does to Reactor Netty clients.
	 * @return nothing, if it has none of Boot's HTTP clients
	 */
	UnaryOperator<HttpClient> connector() {
		boolean present = isPresent(
				"org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer");
		return present ? (client) -> new ConnectorCustomizers(this.beanFactory).customize(client)
				: UnaryOperator.identity();
	}

	/**
	 * Returns who adds tokens.
	 * @param registration id of the client registration
	 * @return the customizer
	 */
	EventSourceRequestCustomizer oauth2(String registration) {
		if (hasOAuth2()) {
			return new OAuth2Beans(this.beanFactory).customizer(registration);
		}
		throw new IllegalArgumentException("There is no OAuth2 client registration '" + registration + "'");
	}

	void checkOAuth2(String source, EventSourceSpec.@Nullable Auth auth) {
		EventSourceSpec.OAuth2 oauth2 = (auth != null) ? auth.oauth2() : null;
		String registration = (oauth2 != null) ? oauth2.registration() : null;
		if (registration == null || registration.isBlank()) {
			return;
		}
		if (!hasOAuth2()) {
			throw new InvalidSpecException(source, "auth.oauth2.registration", registration,
					"is set, but Spring Security's OAuth2 client is not on the class path",
					"Add org.springframework.boot:spring-boot-starter-security-oauth2-client. "
							+ "In a web application that switches web security on, too.");
		}
		new OAuth2Beans(this.beanFactory).check(source, registration);
	}

	private boolean hasOAuth2() {
		return isPresent("org.springframework.security.oauth2.client.OAuth2AuthorizedClientService");
	}

	private <T> T find(String name, Class<T> type) {
		T bean = this.beanFactory.getBean(name, type);
		// sources still need it while they close
		this.beanFactory.registerDependentBean(name, REGISTRY);
		return bean;
	}

	/**
	 * Returns what puts transactions around attempts to handle events.
	 * @param name of the transaction manager, {@code null} for the only one
	 * @return {@code null} if there is none
	 */
	@Nullable AttemptScope attempts(@Nullable String name) {
		return hasTransactions() ? new TransactionBeans(this.beanFactory).attempts(name) : null;
	}

	private boolean hasTransactions() {
		return isPresent("org.springframework.transaction.PlatformTransactionManager");
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.beanFactory.getBeanClassLoader());
	}

	void checkTransactionManager(String source, @Nullable String name) {
		if (hasTransactions()) {
			new TransactionBeans(this.beanFactory).check(source, name);
		}
	}

	void checkExecutor(String source, String name) {
		check(source, "delivery.executor", name, Executor.class, Set.of("shared", "direct"));
	}

	void checkStore(String source, String name) {
		check(source, "checkpoint.store", name, CheckpointStore.class, Set.of("memory", "file", "jdbc", "redis"));
		BuiltInStore.of(name).map((store) -> store.problem(this.beanFactory)).ifPresent((found) -> {
			throw new InvalidSpecException(source, "checkpoint.store", name, found.problem(), found.remedy());
		});
	}

	void checkBundle(String source, EventSourceSpec.@Nullable Ssl ssl) {
		String name = (ssl != null) ? ssl.bundle() : null;
		if (name == null || name.isBlank()) {
			return;
		}
		SslBundles bundles = this.beanFactory.getBeanProvider(SslBundles.class).getIfAvailable();
		List<String> known = (bundles != null) ? bundles.getBundleNames() : List.of();
		if (!known.contains(name)) {
			throw new InvalidSpecException(source, "ssl.bundle", name, "names no SSL bundle",
					"Define it under 'spring.ssl.bundle'"
							+ (known.isEmpty() ? "." : ", or use one of these: " + String.join(", ", known) + "."));
		}
	}

	private void check(String source, String property, String name, Class<?> type, Set<String> builtIn) {
		if (builtIn.contains(name) || this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, type)) {
			return;
		}
		String known = Arrays.stream(this.beanFactory.getBeanNamesForType(type, true, false))
			.filter((bean) -> !bean.equals(EventSourceExecutorConfiguration.BEAN_NAME) && !BuiltInStore.isBean(bean))
			.sorted()
			.collect(Collectors.joining(", "));
		throw new InvalidSpecException(source, property, name, "names no bean of type " + type.getSimpleName(), "Use "
				+ builtIn.stream().sorted().map((word) -> "'" + word + "'").collect(Collectors.joining(" or "))
				+ (known.isEmpty() ? ", or define a bean of that name." : ", or one of these beans: " + known + "."));
	}

}
