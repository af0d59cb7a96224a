package dev.eventsource.autoconfigure;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of a real token endpoint, in applications of each kind: they differ in the beans
 * that Spring Security gives them.
 */
class OAuth2Tests {

	private static final String REGISTRATION = "eventsource.sources.prices.auth.oauth2.registration=ours";

	private final TokenServer tokens = TokenServer.start();

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void close() {
		this.server.close();
		this.tokens.close();
	}

	@ParameterizedTest
	@EnumSource
	void sendsATokenOfTheRegistration(Application application) {
		this.server.always(SseResponse.stream("data: a\n\n").stayOpen());

		run(application, (context) -> {
			assertThat(open(context).events().next().block().data()).isEqualTo("a");
			assertThat(this.server.takeRequest().header("Authorization")).hasValue("Bearer token-1");
			assertThat(this.tokens.requests()).containsExactly("grant_type=client_credentials");
		});
	}

	@ParameterizedTest
	@EnumSource
	void sendsTheTokenAgainWhileItHolds(Application application) {
		this.server.enqueue(SseResponse.stream("data: a\n\n").end(), SseResponse.stream("data: b\n\n").stayOpen());

		run(application, (context) -> {
			open(context).events().take(2).blockLast();
			this.server.takeRequest();
			assertThat(this.server.takeRequest().header("Authorization")).hasValue("Bearer token-1");
			assertThat(this.tokens.issued()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void getsANewTokenForARefusedOneOnce(Application application) {
		this.server.enqueue(SseResponse.status(401), SseResponse.status(403));

		run(application, (context) -> {
			EventSource source = open(context);
			source.onMessage((message) -> {
			});
			Awaitility.await().until(() -> source.state().kind() == Kind.FAILED);
			assertThat(source.state().reason()).isEqualTo("status-403");
			assertThat(this.server.requests()).extracting((request) -> request.header("Authorization").orElseThrow())
				.containsExactly("Bearer token-1", "Bearer token-2");
		});
	}

	@ParameterizedTest
	@EnumSource
	void triesAgainWithoutSayingSecretsWhenThereIsNoToken(Application application) {
		this.tokens.refusing = true;

		run(application, (context) -> {
			EventSource source = open(context);
			source.onMessage((message) -> {
			});
			Awaitility.await().until(() -> source.state().reason().equals("credentials"));
			assertThat(source.state().lastError())
				.isEqualTo("There is no token for OAuth2 client 'ours': invalid_client");
			assertThat(this.server.requests()).isEmpty();
		});
	}

	@Test
	void hasTheBeansThatSuchApplicationsHave() {
		run(Application.SERVLET, (context) -> {
			assertThat(context.getBeanNamesForType(OAuth2AuthorizedClientService.class)).hasSize(1);
			assertThat(context.getBeanNamesForType(ReactiveOAuth2AuthorizedClientService.class)).isEmpty();
		});
		run(Application.REACTIVE, (context) -> {
			assertThat(context.getBeanNamesForType(OAuth2AuthorizedClientService.class)).isEmpty();
			assertThat(context.getBeanNamesForType(ReactiveOAuth2AuthorizedClientService.class)).hasSize(1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void failsTheStartForAnUnknownRegistration(Application application) {
		failing(application, "client_credentials", "eventsource.sources.prices.auth.oauth2.registration=theirs",
				"'auth.oauth2.registration' names no OAuth2 client registration",
				"spring.security.oauth2.client.registration.theirs', or use one of these: ours.");
	}

	@Test
	void failsTheStartForARegistrationThatNeedsAUser() {
		failing(Application.SERVLET, "authorization_code", REGISTRATION, "names a registration for another grant type",
				"client_credentials");
	}

	@Test
	void failsTheStartWithoutSpringSecurity() {
		application(Application.NONE, "client_credentials", REGISTRATION)
			.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(failureOf(context)).isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("OAuth2 client is not on the class path")
				.hasMessageContaining("spring-boot-starter-security-oauth2-client"));
	}

	private void failing(Application application, String grantType, String setting, String... messages) {
		application(application, grantType, setting)
			.run((context) -> assertThat(failureOf(context)).isInstanceOf(InvalidSpecException.class)
				.message()
				.contains(messages));
	}

	private static Throwable failureOf(ApplicationContextAssertProvider<?> context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && failure.getCause() != null) {
			failure = failure.getCause();
		}
		return failure;
	}

	private void run(Application application, Consumer<ApplicationContext> test) {
		application(application, "client_credentials", REGISTRATION)
			.run((context) -> test.accept((ApplicationContext) context));
	}

	private AbstractApplicationContextRunner<?, ?, ?> application(Application application, String grantType,
			String setting) {
		Stream<String> settings = Stream.of("eventsource.sources.prices.url=" + this.server.url("/prices"),
				"eventsource.defaults.reconnect.delay=20ms", "eventsource.defaults.reconnect.min-delay=10ms", setting);
		return application.runner()
			.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class,
					OAuth2ClientAutoConfiguration.class, ReactiveOAuth2ClientAutoConfiguration.class))
			.withPropertyValues(this.tokens.registration("ours", grantType))
			.withPropertyValues(settings.toArray(String[]::new));
	}

	private static EventSource open(ApplicationContext context) {
		return context.getBean(EventSource.class);
	}

	enum Application {

		NONE, SERVLET, REACTIVE;

		AbstractApplicationContextRunner<?, ?, ?> runner() {
			return switch (this) {
				case NONE -> new ApplicationContextRunner();
				case SERVLET -> new WebApplicationContextRunner();
				case REACTIVE -> new ReactiveWebApplicationContextRunner();
			};
		}

	}

}
