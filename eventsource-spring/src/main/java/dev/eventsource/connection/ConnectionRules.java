package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;

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
 * @param renewing whether refused credentials are worth one attempt with new ones
 */
record ConnectionRules(URI url, AnswerPolicy answers, RedirectPolicy redirects, ReconnectDelay delays,
		Duration resetAfter, int maxAttempts, boolean renewing) {

	ConnectionRules(URI url, AnswerPolicy answers, RedirectPolicy redirects, ReconnectDelay delays, Duration resetAfter,
			int maxAttempts) {
		this(url, answers, redirects, delays, resetAfter, maxAttempts, false);
	}

	ConnectionRules renewing(boolean renewing) {
		return new ConnectionRules(this.url, this.answers, this.redirects, this.delays, this.resetAfter,
				this.maxAttempts, renewing);
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

	boolean exhausted(int attempts) {
		return this.maxAttempts > 0 && attempts >= this.maxAttempts;
	}

}
