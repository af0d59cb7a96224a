package dev.eventsource.test.autoconfigure;

import java.util.Set;
import java.util.TreeSet;

import dev.eventsource.test.SseTestServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Keeps sources from starting, but for those that read from a test server. A part of the
 * key under which contexts are cached.
 *
 * @param withServer whether there is a server
 * @param sources names of those that read from it; none for all
 */
record EventSourceContextCustomizer(boolean withServer, Set<String> sources) implements ContextCustomizer {

	static final String SERVER = "sseTestServer";

	private static final Log logger = LogFactory.getLog(EventSourceContextCustomizer.class);

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
		TestSettings settings = new TestSettings(context.getEnvironment());
		if (!this.withServer) {
			logger.info(settings.isAsked() ? "Event sources start in this test as its own properties say"
					: "Event sources do not start in this test: eventsource.auto-startup=false");
			settings.closeAll();
			settings.apply();
			return;
		}
		Set<String> served = new TreeSet<>(this.sources.isEmpty() ? settings.configuredSources() : this.sources);
		SseTestServer server = SseTestServer.start();
		register(context, server, new SourceWitnesses(server, served));
		settings.closeAll();
		served.forEach((source) -> settings.serve(source, server.url(SourceWitnesses.path(source))));
		settings.apply();
		logger.info("Event sources that start in this test: " + String.join(", ", served) + "; they read from "
				+ server.url());
	}

	private static void register(ConfigurableApplicationContext context, SseTestServer server,
			SourceWitnesses witnesses) {
		DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
		beans.registerSingleton(SERVER, server);
		beans.registerSingleton("sseTestServerWitnesses", witnesses);
		// also when the refresh fails: the port must not stay taken
		beans.registerDisposableBean(SERVER, server::close);
	}

}
