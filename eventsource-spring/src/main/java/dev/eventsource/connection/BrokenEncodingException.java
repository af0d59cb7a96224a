package dev.eventsource.connection;

/**
 * What came in a content encoding can not be decoded.
 */
final class BrokenEncodingException extends RuntimeException {

	private final String reason;

	private BrokenEncodingException(String reason) {
		super(reason, null, false, false);
		this.reason = reason;
	}

	static BrokenEncodingException corrupt() {
		return new BrokenEncodingException("corrupt-encoding");
	}

	static BrokenEncodingException tooLarge() {
		return new BrokenEncodingException("decompression-limit");
	}

	Failure failure() {
		return Failure.of(this.reason);
	}

}
