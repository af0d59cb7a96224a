package dev.eventsource.test;

import java.net.URI;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Mercure hub for tests, written from the text of the specification: 1.0 as of
 * v1.0.0-alpha.3, 0.x as of v0.24.2. Verifies tokens, keeps a history, and closes streams
 * when a test says so. What it does of the specification is listed, by sections, in
 * {@code MercureTestHubTests}. Safe for use by several threads.
 */
public final class MercureTestHub implements AutoCloseable {

	/** The secret of tokens by HS256. */
	public static final String SECRET = "a-secret-that-only-tests-know-of-256-bits";

	/** The issuer of tokens that a hub of 1.0 believes. */
	public static final String ISSUER = "https://publisher.example";

	/** The word for everything there is. */
	private static final String EARLIEST = "earliest";

	private static final String PATH = "/.well-known/mercure";

	private static final String METADATA = "/.well-known/oauth-protected-resource" + PATH;

	private final List<HubUpdate> history = new ArrayList<>();

	private final List<HubStream> streams = new ArrayList<>();

	private final SseTestServer server;

	private final HubDialect dialect;

	private final HubTokens tokens;

	private final HubSubscriptions subscriptions;

	private int ids;

	private MercureTestHub(Generation generation, SseServerOptions options) {
		this.server = SseTestServer.start(options);
		this.dialect = (generation == Generation.V1) ? HubDialect.V1 : HubDialect.V0;
		this.tokens = new HubTokens(this.dialect, SECRET, ISSUER, url().toString());
		this.subscriptions = new HubSubscriptions(this.dialect, PATH);
		this.server.always(this::answerOther);
		this.server.on(PATH).always(this::answer);
	}

	/**
	 * Starts a hub for plain text on any free port.
	 * @param generation what it speaks
	 * @return the hub
	 */
	public static MercureTestHub start(Generation generation) {
		return start(generation, SseServerOptions.defaults());
	}

	/**
	 * Starts a hub.
	 * @param generation what it speaks
	 * @param options how its server is set up
	 * @return the hub
	 */
	public static MercureTestHub start(Generation generation, SseServerOptions options) {
		return new MercureTestHub(generation, options);
	}

	/**
	 * Returns the hub's URL.
	 * @return the URL, to subscribe and to publish
	 */
	public URI url() {
		return this.server.url(PATH);
	}

	/**
	 * Returns the server below, to see requests, to break connections, and to serve
	 * resources that name the hub.
	 * @return the server
	 */
	public SseTestServer server() {
		return this.server;
	}

	/**
	 * Returns the hub as an endpoint of the server.
	 * @return the endpoint, to see the requests to the hub
	 */
	public SseEndpoint endpoint() {
		return this.server.on(PATH);
	}

	/**
	 * Believes tokens by RS256, too.
	 * @param key what verifies them
	 */
	public void trust(PublicKey key) {
		this.tokens.trust(key);
	}

	/**
	 * Publishes an update for everybody.
	 * @param topic its topic
	 * @param data its content
	 * @return its id
	 */
	public String publish(String topic, String data) {
		return dispatch(new HubUpdate(List.of(topic), data, false, nextId(), "", ""));
	}

	/**
	 * Publishes an update for those whose token opens the topic.
	 * @param topic its topic
	 * @param data its content
	 * @return its id
	 */
	public String publishPrivately(String topic, String data) {
		return dispatch(new HubUpdate(List.of(topic), data, true, nextId(), "", ""));
	}

	/**
	 * Loses all updates up to now.
	 */
	public synchronized void forget() {
		this.history.clear();
	}

	/**
	 * Closes all streams in order, as a hub does after ten minutes and when a token
	 * expires.
	 */
	public void closeStreams() {
		endpoint().endAll();
	}

	/**
	 * Sends to each stream the comment that keeps it alive.
	 */
	public void beat() {
		endpoint().comment("");
	}

	@Override
	public void close() {
		this.server.close();
	}

	private SseResponse answer(RecordedRequest request) {
		try {
			return switch (request.method()) {
				case "GET" -> subscribe(request);
				case "POST" -> publish(request);
				default -> SseResponse.status(405);
			};
		}
		catch (HubRefusal refusal) {
			return refusal.answer(this.server.url(METADATA).toString());
		}
	}

	private SseResponse answerOther(RecordedRequest request) {
		String path = request.path();
		if (path.equals(METADATA) && this.dialect.strict()) {
			return SseResponse.status(200)
				.body(Json.write(Map.of("resource", url().toString(), "mercure_cookie", this.dialect.cookie(),
						"mercure_subscriptions", true)), "application/json");
		}
		boolean asksForSubscriptions = path.startsWith(this.subscriptions.root());
		return asksForSubscriptions ? subscriptions(request) : SseResponse.status(404);
	}

	private synchronized SseResponse subscriptions(RecordedRequest request) {
		try {
			HubGrants grants = this.tokens.grants(request).orElseThrow(() -> new HubRefusal(401, ""));
			if (!grants.mayRead(request.path())) {
				throw new HubRefusal(403, "insufficient_scope");
			}
			return this.subscriptions.answer(request.path(), List.copyOf(this.streams), lastId());
		}
		catch (HubRefusal refusal) {
			return refusal.answer(this.server.url(METADATA).toString());
		}
	}

	private synchronized SseResponse subscribe(RecordedRequest request) {
		HubForm query = HubForm.parse(request.query());
		List<HubMatcher> matchers = this.dialect.matchers(query);
		HubGrants grants = this.tokens.grants(request).orElse(HubGrants.NONE);
		HubStream stream = new HubStream(request, "urn:uuid:" + new UUID(0, ++this.ids), matchers, grants);
		SseStream answer = replay(stream, request.lastEventId().or(() -> query.first(this.dialect.idParameter())));
		matchers.forEach((matcher) -> tell(stream, matcher));
		this.streams.removeIf((other) -> !other.isOpen());
		this.streams.add(stream);
		return answer.comment("");
	}

	/** See "Subscription Events" in the Mercure specification. */
	private void tell(HubStream stream, HubMatcher matcher) {
		String topic = this.subscriptions.topic(stream, matcher);
		String type = this.dialect.strict() ? "mercure" : "";
		dispatch(new HubUpdate(List.of(topic), Json.write(this.subscriptions.document(stream, matcher)), true, nextId(),
				type, ""));
	}

	/** See "Reconnection, State Reconciliation, and Event Sourcing". */
	private SseStream replay(HubStream stream, Optional<String> asked) {
		SseStream answer = SseResponse.stream();
		if (asked.isEmpty()) {
			return answer;
		}
		int from = 0;
		while (from < this.history.size() && !this.history.get(from).id().equals(asked.get())) {
			from++;
		}
		boolean known = from < this.history.size();
		answer = answer.header(this.dialect.answerHeader(), known ? asked.get() : EARLIEST);
		for (HubUpdate update : this.history.subList(known ? from + 1 : 0, this.history.size())) {
			answer = stream.gets(update) ? answer.raw(update.toWire()) : answer;
		}
		return answer;
	}

	/** See "Publication" in the Mercure specification. */
	private SseResponse publish(RecordedRequest request) {
		HubGrants grants = this.tokens.grants(request).orElseThrow(() -> new HubRefusal(401, ""));
		HubForm form = HubForm.parse(request.bodyText());
		List<String> topics = form.all("topic");
		String id = HubDialect.checked(form.first("id").orElse(""));
		String type = HubDialect.checked(form.first("type").orElse(""));
		String retry = form.first("retry").orElse("");
		boolean reserved = type.equals("mercure") || id.startsWith("#") || id.equals(EARLIEST) || topics.contains("*");
		if (topics.isEmpty() || reserved || !retry.matches("\\d*")) {
			throw new HubRefusal(400, "");
		}
		if (!topics.stream().map(HubDialect::checked).allMatch(grants::mayWrite)) {
			throw new HubRefusal(403, "insufficient_scope");
		}
		String given = dispatch(new HubUpdate(topics, form.first("data").orElse(""), form.first("private").isPresent(),
				id.isEmpty() ? nextId() : id, type, retry));
		return SseResponse.status(200).body(given, "text/plain; charset=utf-8");
	}

	private synchronized String dispatch(HubUpdate update) {
		this.history.add(update);
		this.streams.forEach((stream) -> stream.send(update));
		return update.id();
	}

	private synchronized String nextId() {
		return "urn:uuid:" + new UUID(1, ++this.ids);
	}

	private String lastId() {
		return this.history.isEmpty() ? EARLIEST : this.history.get(this.history.size() - 1).id();
	}

	/**
	 * Generation of the protocol.
	 */
	public enum Generation {

		/** 0.x. */
		V0,

		/** 1.0. */
		V1

	}

}
