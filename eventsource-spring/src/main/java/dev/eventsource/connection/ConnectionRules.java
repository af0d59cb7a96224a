package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the settings say about the moves of a connection.
 *
 * @param url where every attempt begins
 * @param answers what an answer means
 * @param redirects which redirects are followed
 * @param delays when to connect again
 * @param resetAfter time a connection must live for the backoff to start over
 * @param maxAttempts attempts in a row without an event after which to give up; 0 for
 * never
 * @param ending when the stream has said all
 * @param renewing whether refused credentials are worth one attempt with new ones
 */
record ConnectionRules(URI url, AnswerPolicy answers, RedirectPolicy redirects, ReconnectDelay delays,
		Duration resetAfter, int maxAttempts, Ending ending, boolean renewing) {

	ConnectionRules(URI url, AnswerPolicy answers, RedirectPolicy redirects, ReconnectDelay delays, Duration resetAfter,
			int maxAttempts) {
		this(url, answers, redirects, delays, resetAfter, maxAttempts, Ending.NEVER, false);
	}

	ConnectionRules renewing(boolean renewing) {
		return new ConnectionRules(this.url, this.answers, this.redirects, this.delays, this.resetAfter,
				this.maxAttempts, this.ending, renewing);
	}

	AnswerPolicy.Verdict judge(Signal.Head head, Hop hop, ConnectionMemory memory) {
		AnswerPolicy.Verdict verdict = this.answers.judge(head);
		boolean refused = head.status() == 401 || head.status() == 403;
		// whoever got no credentials has not refused them
		boolean renew = refused && this.renewing && !memory.renewed() && !hop.restricted();
		return renew ? new AnswerPolicy.Verdict(AnswerPolicy.Action.RENEW, verdict.failure()) : verdict;
	}

	Hop firstHop() {
		return new Hop(this.url, 0, false);
	}

	/**
	 * Returns whether an answer says no.
	 * @param head its head
	 * @return whether its body tells why
	 */
	boolean isRefusal(ResponseHead head) {
		AnswerPolicy.Action action = this.answers.judge(Signal.Head.of(0, head, false)).action();
		return action == AnswerPolicy.Action.FAIL || action == AnswerPolicy.Action.RETRY;
	}

	boolean isEndless() {
		return this.ending == Ending.NEVER;
	}

	/**
	 * Returns whether a failure is the last one.
	 * @param failure what has happened
	 * @param attempts attempts in a row that failed, this one included
	 * @param asked wait that the server asks for, or {@code null}
	 * @return what to give up with, or {@code null} to try again
	 */
	@Nullable Failure lastStraw(Failure failure, int attempts, @Nullable Duration asked) {
		if (!isEndless() && (!failure.isUnprocessed() || asked != null && this.delays.isOverCeiling(asked))) {
			return failure;
		}
		return (this.maxAttempts > 0 && attempts >= this.maxAttempts) ? failure.exhausted() : null;
	}

}
