package dev.eventsource.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * An operator asked for what can not be done. The message is made for the operator, and
 * free of secrets.
 */
final class RefusedRequestException extends RuntimeException {

	private static final int CONFLICT = 409;

	private final int status;

	private RefusedRequestException(int status, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.status = status;
	}

	static RefusedRequestException unknown(String message) {
		return new RefusedRequestException(WebEndpointResponse.STATUS_NOT_FOUND, message, null);
	}

	static RefusedRequestException bad(String message) {
		return new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST, message, null);
	}

	static RefusedRequestException conflict(String message, @Nullable Throwable cause) {
		return new RefusedRequestException(CONFLICT, message, cause);
	}

	static RefusedRequestException unavailable(String message, @Nullable Throwable cause) {
		return new RefusedRequestException(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, message, cause);
	}

	/**
	 * Returns the status for HTTP.
	 */
	int status() {
		return this.status;
	}

}
