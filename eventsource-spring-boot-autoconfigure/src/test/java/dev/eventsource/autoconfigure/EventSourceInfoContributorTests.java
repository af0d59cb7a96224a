package dev.eventsource.autoconfigure;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourceInfoContributorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class,
				EventSourceInfoContributorAutoConfiguration.class))
		.withPropertyValues("eventsource.sources.one.enabled=false", "eventsource.sources.two.enabled=false");

	@Test
	void tellsNothingUnlessAsked() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void tellsVersionAndNumberOfSources() {
		this.runner.withPropertyValues("management.info.eventsource.enabled=true").run((context) -> {
			Info.Builder info = new Info.Builder();

			context.getBean(InfoContributor.class).contribute(info);

			assertThat(info.build().getDetails().get("eventsource"))
				.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
				.containsEntry("sources", 2)
				.containsKey("version");
		});
	}

}
