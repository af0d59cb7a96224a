package dev.eventsource.test;

/**
 * A hub refuses a request; see "Error Responses" in the Mercure specification.
 */
final class HubRefusal extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final int status;

	private final String error;

	HubRefusal(int status, String error) {
		super(status + " " + error);
		this.status = status;
		this.error = error;
	}

	SseResponse answer(String metadata) {
		if (this.status != 401 && this.status != 403) {
			return SseResponse.status(this.status);
		}
		String code = this.error.isEmpty() ? "" : ", error=\"" + this.error + "\"";
		return SseResponse.status(this.status)
			.header("WWW-Authenticate", "Bearer resource_metadata=\"" + metadata + "\"" + code);
	}

}
