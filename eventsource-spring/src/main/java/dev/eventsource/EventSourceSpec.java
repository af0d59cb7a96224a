package dev.eventsource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The settings of one source: what properties bind to, {@link #builder(String)} builds
 * and {@link EventSourceRegistry#register} takes. A component that is {@code null} is not
 * set here: it comes from {@code eventsource.defaults}, else it is built in. In durations
 * and sizes 0 stands for off.
 *
 * @param url URL of the stream: http or https, no user-info
 * @param query query parameters; values are encoded
 * @param enabled whether the source is used at all
 * @param autoStartup whether the source connects when the application has started
 * @param headers request headers; values are never shown
 * @param auth credentials
 * @param checkpoint where and how often the position is kept
 * @param delivery how events reach the listeners
 * @param idleTimeout time without a byte after which the connection is replaced; 0 for
 * never
 * @param mode whether the stream ends
 * @param method request method
 * @param body request body: text, {@code classpath:} or {@code file:}
 * @param completeOn what ends a finite stream
 * @param ssl TLS of the connection
 * @param proxy proxy between client and server
 * @param httpVersion version of HTTP
 * @param withCredentials whether cookies are kept and sent
 * @param statusPolicy which answers are worth another attempt
 * @param reconnect when to connect again
 * @param connectTimeout time for TCP and TLS
 * @param responseTimeout time for the response head
 * @param maxConnectionAge age at which a connection is replaced between two events; 0 for
 * none
 * @param limits what the client bears from a server
 * @param lastEventId how the position is sent
 * @param redirects which redirects to follow
 * @param compression whether to ask for gzip
 * @param health when the source counts as sick
 * @param mercure topics of a Mercure hub, where the source is one
 */
public record EventSourceSpec(@Nullable String url, @Nullable Map<String, String> query, @Nullable Boolean enabled,
		@Nullable Boolean autoStartup, @Nullable Map<String, String> headers, @Nullable Auth auth,
		@Nullable Checkpointing checkpoint, @Nullable Delivery delivery, @Nullable Duration idleTimeout,
		@Nullable Mode mode, @Nullable String method, @Nullable String body, @Nullable CompleteOn completeOn,
		@Nullable Ssl ssl, @Nullable Proxy proxy, @Nullable HttpVersion httpVersion, @Nullable Boolean withCredentials,
		@Nullable StatusPolicy statusPolicy, @Nullable Reconnect reconnect, @Nullable Duration connectTimeout,
		@Nullable Duration responseTimeout, @Nullable Duration maxConnectionAge, @Nullable Limits limits,
		@Nullable LastEventId lastEventId, @Nullable Redirects redirects, @Nullable Boolean compression,
		@Nullable Health health, @Nullable MercureSpec mercure) {

	/**
	 * The built-in settings, at the bottom of every overlay.
	 */
	public static final EventSourceSpec BUILT_IN = BuiltInSpec.create();

	/**
	 * Begins settings in code.
	 * @param url URL of the stream
	 * @return a builder
	 */
	public static EventSourceSpecBuilder builder(String url) {
		return new EventSourceSpecBuilder().set("url", url);
	}

	/**
	 * Lays other settings on these.
	 * @param upper settings that win where they are set; maps are merged by key, lists
	 * replaced
	 * @return both in one
	 */
	public EventSourceSpec overlay(EventSourceSpec upper) {
		return SpecOverlay.overlay(this, upper);
	}

	/**
	 * Returns these settings with changes.
	 * @param changes sets what is to be different; what it leaves out stays
	 * @return a copy
	 */
	public EventSourceSpec with(UnaryOperator<EventSourceSpecBuilder> changes) {
		return overlay(changes.apply(new EventSourceSpecBuilder()).build());
	}

	/**
	 * Returns no value of any setting: many are secret.
	 */
	@Override
	public String toString() {
		return "EventSourceSpec[...]";
	}

	/**
	 * Whether a stream ends.
	 */
	public enum Mode {

		/** Goes on for ever; connected again when it ends. */
		ENDLESS,

		/** One answer to one request. */
		FINITE

	}

	/**
	 * Version of HTTP.
	 */
	public enum HttpVersion {

		/** HTTP/1.1. */
		HTTP1,

		/** HTTP/2 over TLS, else HTTP/1.1. */
		HTTP2,

		/** HTTP/2 without TLS. */
		H2C

	}

	/**
	 * Which answers are worth another attempt.
	 */
	public enum StatusPolicy {

		/** Tries again after 5xx, 429 and 408. */
		RESILIENT,

		/** Gives up at every status but 200, as the standard says. */
		WHATWG

	}

	/**
	 * Who the client says it is.
	 *
	 * @param basic user name and password
	 * @param bearer bearer token
	 * @param oauth2 token from an OAuth2 authorization server
	 */
	public record Auth(@Nullable Basic basic, @Nullable String bearer, @Nullable OAuth2 oauth2) {

		@Override
		public String toString() {
			return "Auth[...]";
		}

	}

	/**
	 * Credentials of HTTP basic authentication.
	 *
	 * @param username user name
	 * @param password password
	 */
	public record Basic(@Nullable String username, @Nullable String password) {

		@Override
		public String toString() {
			return "Basic[...]";
		}

	}

	/**
	 * Token from an OAuth2 authorization server.
	 *
	 * @param registration id of the client registration
	 */
	public record OAuth2(@Nullable String registration) {
	}

	/**
	 * Where and how often the position is kept.
	 *
	 * @param store {@code memory}, {@code file}, {@code jdbc}, {@code redis} or a bean
	 * name
	 * @param key key of the position in the store; by default application name and source
	 * @param interval time after which a handled position is due to be stored
	 * @param events handled events after which the position is due to be stored
	 * @param maxUncommitted handled events that may wait for the position to be stored
	 * @param transactional whether listeners and position share a transaction
	 * @param transactionManager bean name of the transaction manager
	 * @param required whether a missing position fails the start
	 * @param lease time for which an instance owns the stream
	 * @param directory directory of the file store
	 */
	public record Checkpointing(@Nullable String store, @Nullable String key, @Nullable Duration interval,
			@Nullable Integer events, @Nullable Integer maxUncommitted, @Nullable Boolean transactional,
			@Nullable String transactionManager, @Nullable Boolean required, @Nullable Duration lease,
			@Nullable String directory) {
	}

	/**
	 * How events reach the listeners.
	 *
	 * @param onFailure what becomes of an event after the last attempt
	 * @param concurrency events handled at a time
	 * @param orderBy what keeps its order when several are handled at a time: {@code id},
	 * {@code type} or SpEL
	 * @param bufferSize events that may wait; 0 for no limit
	 * @param bufferBytes bytes that may wait; 0 for no limit
	 * @param batchSize events of a full batch
	 * @param batchWait time to wait for a batch to fill
	 * @param executor bean name of the executor, {@code shared}, or {@code direct} for
	 * the event loop
	 * @param retry calls after the first one
	 * @param stuckAfter time after which a running call shows in health; 0 for never
	 * @param timeout time after which a running call is interrupted; 0 for never
	 * @param deduplicate events that are dropped because they came before
	 */
	public record Delivery(@Nullable FailureAction onFailure, @Nullable Integer concurrency, @Nullable String orderBy,
			@Nullable Integer bufferSize, @Nullable DataSize bufferBytes, @Nullable Integer batchSize,
			@Nullable Duration batchWait, @Nullable String executor, @Nullable Retry retry,
			@Nullable Duration stuckAfter, @Nullable Duration timeout, @Nullable Deduplicate deduplicate) {
	}

	/**
	 * Calls after the first one.
	 *
	 * @param maxRetries calls after the first one, for what is not transient
	 * @param delay time before the second call
	 * @param multiplier growth of the delay
	 * @param maxDelay longest delay
	 * @param transientExceptions class names of further failures that are tried again
	 * without end
	 */
	public record Retry(@Nullable Integer maxRetries, @Nullable Duration delay, @Nullable Double multiplier,
			@Nullable Duration maxDelay, @Nullable List<String> transientExceptions) {
	}

	/**
	 * Events that are dropped because they came before.
	 *
	 * @param window handled events to remember; 0 for none
	 * @param by what makes an event the same: {@code id} or SpEL
	 */
	public record Deduplicate(@Nullable Integer window, @Nullable String by) {
	}

	/**
	 * What ends a finite stream.
	 *
	 * @param data data of the last event
	 * @param event type of the last event
	 */
	public record CompleteOn(@Nullable String data, @Nullable String event) {
	}

	/**
	 * TLS of the connection.
	 *
	 * @param bundle name of an SSL bundle
	 */
	public record Ssl(@Nullable String bundle) {
	}

	/**
	 * Proxy between client and server.
	 *
	 * @param type {@code http}, {@code socks5}, {@code system} or {@code none}
	 * @param host host name
	 * @param port port
	 * @param username user name
	 * @param password password
	 * @param noProxy hosts that are reached directly; {@code *} at an end is a wildcard
	 */
	public record Proxy(@Nullable String type, @Nullable String host, @Nullable Integer port, @Nullable String username,
			@Nullable String password, @Nullable List<String> noProxy) {

		@Override
		public String toString() {
			return "Proxy[...]";
		}

	}

	/**
	 * When to connect again.
	 *
	 * @param delay reconnection time until the server sends one
	 * @param minDelay floor under what the server sends
	 * @param maxDelay ceiling of the backoff
	 * @param multiplier growth of the delay with each failure
	 * @param jitter share by which chance lengthens the delay
	 * @param maxServerDelay ceiling of what the server sends
	 * @param resetAfter time a connection must live for the backoff to start over
	 * @param maxAttempts failures in a row after which to give up; 0 for never
	 */
	public record Reconnect(@Nullable Duration delay, @Nullable Duration minDelay, @Nullable Duration maxDelay,
			@Nullable Double multiplier, @Nullable Double jitter, @Nullable Duration maxServerDelay,
			@Nullable Duration resetAfter, @Nullable Integer maxAttempts) {
	}

	/**
	 * What the client bears from a server.
	 *
	 * @param eventSize longest line or event; over it the event is skipped
	 * @param idSize longest id; over it the id is ignored
	 * @param headerSize longest response head
	 * @param partialEventTimeout time in which an event that has begun must end
	 * @param expansionRatio growth of compressed data that is still believed
	 */
	public record Limits(@Nullable DataSize eventSize, @Nullable DataSize idSize, @Nullable DataSize headerSize,
			@Nullable Duration partialEventTimeout, @Nullable Integer expansionRatio) {
	}

	/**
	 * How the position is sent.
	 *
	 * @param initial where to begin when no position is stored
	 * @param queryParameter query parameter to send it in, besides the header
	 * @param send whether to send it; off where ids are labels
	 */
	public record LastEventId(@Nullable String initial, @Nullable String queryParameter, @Nullable Boolean send) {
	}

	/**
	 * Which redirects to follow.
	 *
	 * @param max redirects in a row
	 * @param allowedOrigins other origins that may get credentials and bodies
	 */
	public record Redirects(@Nullable Integer max, @Nullable List<String> allowedOrigins) {
	}

	/**
	 * When the source counts as sick.
	 *
	 * @param enabled whether the source counts in health
	 * @param downAfter time without a connection after which the source is DOWN
	 * @param maxSilence time without an event after which the source is DOWN; 0 for never
	 */
	public record Health(@Nullable Boolean enabled, @Nullable Duration downAfter, @Nullable Duration maxSilence) {
	}

}
