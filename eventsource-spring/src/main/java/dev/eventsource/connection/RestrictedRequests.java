package dev.eventsource.connection;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * The innermost filter: takes away again what default headers and filters of the
 * application have added to a request that must go without.
 */
final class RestrictedRequests implements ExchangeFilterFunction {

	static final String ATTRIBUTE = StreamRequest.class.getName();

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		StreamRequest wanted = (StreamRequest) request.attribute(ATTRIBUTE)
			.orElseThrow(() -> new IllegalStateException("A filter of the WebClient dropped the request's attributes"));
		// a filter that sends the request elsewhere gets no credentials for it either
		boolean restricted = wanted.restricted() || !Origin.of(request.url()).equals(Origin.of(wanted.uri()));
		if (Origin.of(wanted.uri()).isSecure() && !Origin.of(request.url()).isSecure()) {
			return Mono.error(new IllegalStateException("A filter of the WebClient sent an https request to http"));
		}
		if (!restricted) {
			return next.exchange(request);
		}
		if (wanted.body() != null) {
			return Mono.error(new IllegalStateException("A filter of the WebClient sent a body to another origin"));
		}
		return next
			.exchange(ClientRequest.from(request)
				.headers((headers) -> restrict(headers, wanted))
				.cookies((cookies) -> cookies.clear())
				.httpRequest((sent) -> sent.beforeCommit(() -> Mono.fromRunnable(() -> restrict(sent, wanted))))
				.build())
			.contextWrite((context) -> context.put(RestrictedRequests.class, true));
	}

	// once more at the last moment: a filter may have left something that acts on the
	// request itself
	private static void restrict(ClientHttpRequest sent, StreamRequest wanted) {
		restrict(sent.getHeaders(), wanted);
		sent.getCookies().clear();
	}

	private static void restrict(HttpHeaders headers, StreamRequest wanted) {
		headers.clear();
		wanted.headers().forEach((name, value) -> {
			if (HeaderRules.isHarmless(name)) {
				headers.set(name, value);
			}
		});
	}

}
