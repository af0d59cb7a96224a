package dev.eventsource.samples.quickstart;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Watches the application from inside.
 */
@TestConfiguration(proxyBeanMethods = false)
class Watch {

	@Bean
	Seen seen() {
		return new Seen();
	}

	@Bean
	Filter requests(Seen seen) {
		return (request, response, chain) -> {
			seen.onRequest((HttpServletRequest) request);
			chain.doFilter(request, response);
		};
	}

}
