package dev.eventsource.connection;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Says what the head of an answer means.
 *
 * @param resilient whether answers of a server in trouble are worth another attempt;
 * otherwise every status but 200 is final, as the standard has it
 * @param compressed whether the server may use gzip
 */
record AnswerPolicy(boolean resilient, boolean compressed) {

	/** How often a position must be refused before it is believed. */
	static final int ID_TRIES = 3;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	AnswerPolicy(boolean resilient) {
		this(resilient, false);
	}

	Verdict judge(Signal.Head head) {
		int status = head.status();
		if (status == 200) {
			return judgeContent(head);
		}
		if (status == 204 || status == 205) {
			return new Verdict(Action.CLOSE,
					new Failure("server-ended", status, "The server has ended the stream with " + status));
		}
		if (REDIRECTS.contains(status)) {
			return new Verdict(Action.REDIRECT, Failure.ofStatus(status, message(status)));
		}
		return new Verdict(judgeFailure(status, head.resumed()), Failure.ofStatus(status, message(status)));
	}

	private Action judgeFailure(int status, boolean resumed) {
		if (!this.resilient) {
			return Action.FAIL;
		}
		if (status == 400 && resumed) {
			return Action.REJECT_ID;
		}
		boolean passing = status >= 500 && status <= 599 || status == 429 || status == 408;
		return passing ? Action.RETRY : Action.FAIL;
	}

	private Verdict judgeContent(Signal.Head head) {
		if (!isIdentity(head.contentEncoding()) && !(this.compressed && isGzip(head.contentEncoding()))) {
			return new Verdict(Action.FAIL, new Failure("content-encoding", head.status(),
					"The server encoded the stream as it was not asked to"));
		}
		if (!isEventStream(head.contentType())) {
			return new Verdict(Action.FAIL,
					new Failure("content-type", head.status(), "The answer's Content-Type is not text/event-stream"));
		}
		return new Verdict(Action.ACCEPT, Failure.ofStatus(head.status(), ""));
	}

	private static boolean isIdentity(@Nullable String encoding) {
		return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
	}

	static boolean isGzip(@Nullable String encoding) {
		return encoding != null && Set.of("gzip", "x-gzip").contains(encoding.strip().toLowerCase(Locale.ROOT));
	}

	private static boolean isEventStream(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		int parameters = contentType.indexOf(';');
		String type = (parameters < 0) ? contentType : contentType.substring(0, parameters);
		return type.strip().toLowerCase(Locale.ROOT).equals("text/event-stream");
	}

	private static String message(int status) {
		String remedy = switch (status) {
			case 401, 403 -> ". Check 'auth.*' and 'headers.*'";
			case 404, 410 -> ". Check 'url'";
			default -> "";
		};
		return "The server answered " + status + remedy;
	}

	/**
	 * What to do about an answer.
	 */
	enum Action {

		ACCEPT, REDIRECT, RETRY, REJECT_ID, RENEW, CLOSE, FAIL

	}

	/**
	 * What an answer means.
	 *
	 * @param action what to do
	 * @param failure what to tell, unless accepted
	 */
	record Verdict(Action action, Failure failure) {

	}

}
