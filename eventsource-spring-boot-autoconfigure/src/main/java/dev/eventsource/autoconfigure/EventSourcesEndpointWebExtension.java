package dev.eventsource.autoconfigure;

import java.security.Principal;
import java.util.function.Supplier;

import dev.eventsource.autoconfigure.EventSourcesEndpoint.RefusalDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EventSourcesEndpoint} over HTTP: a status for each refusal, and dead letters
 * below their source.
 */
@EndpointWebExtension(endpoint = EventSourcesEndpoint.class)
public class EventSourcesEndpointWebExtension {

	private static final String DEAD_LETTERS = "dead-letters";

	private final EventSourcesEndpoint endpoint;

	EventSourcesEndpointWebExtension(EventSourcesEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Tells about one source.
	 * @param name its name
	 * @return all there is to tell, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> source(@Selector String name) {
		return answer(() -> this.endpoint.source(name));
	}

	/**
	 * Tells about the dead letters of a source.
	 * @param name its name
	 * @param what {@code dead-letters}
	 * @param limit how many at most
	 * @return the oldest first, without payload, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<Object> deadLetters(@Selector String name, @Selector String what,
			@Nullable Integer limit) {
		return answer(() -> {
			if (!what.equals(DEAD_LETTERS)) {
				throw RefusedRequestException.unknown("Below a source there is nothing but " + DEAD_LETTERS + ".");
			}
			return this.endpoint.desk().deadLetters(name, limit);
		});
	}

	/**
	 * Does something to a source.
	 * @param security tells who asks
	 * @param name name of the source
	 * @param action what to do
	 * @param lastEventId for a reset
	 * @param deadLetterId for a redelivery
	 * @return what was done, or 400, 404, 409 or 503
	 */
	@WriteOperation
	public WebEndpointResponse<Object> control(SecurityContext security, @Selector String name, @Nullable String action,
			@Nullable String lastEventId, @Nullable String deadLetterId) {
		Principal principal = security.getPrincipal();
		String operator = (principal != null) ? principal.getName() : "HTTP";
		return answer(() -> this.endpoint.desk()
			.carryOut(new SourceRequest(name, action, lastEventId, deadLetterId, operator)));
	}

	private static WebEndpointResponse<Object> answer(Supplier<Object> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (RefusedRequestException ex) {
			return new WebEndpointResponse<>(new RefusalDescriptor(String.valueOf(ex.getMessage())), ex.status());
		}
	}

}
