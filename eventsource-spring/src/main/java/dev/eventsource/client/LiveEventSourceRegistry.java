package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.UnknownEventSourceException;
import dev.eventsource.delivery.EventHandlers;
import dev.eventsource.delivery.HandlerTargets;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The sources of an application and what they share. Starts and stops those that start by
 * themselves.
 */
public final class LiveEventSourceRegistry implements EventSourceRegistry, HandlerTargets, AutoCloseable {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

	private final Map<String, ManagedEventSource> sources = new ConcurrentSkipListMap<>();

	private final Map<String, EventSourceClient> clients = new ConcurrentHashMap<>();

	private final PositionPlaces places = new PositionPlaces();

	/** Removed, and perhaps not over yet. */
	private final Set<CompletableFuture<Void>> closing = ConcurrentHashMap.newKeySet();

	private final List<Consumer<String>> onRegistered = new CopyOnWriteArrayList<>();

	private final SourceAssembler assembler;

	private final EventSourceSpec defaults;

	private final StartNotes notes;

	private volatile boolean running;

	LiveEventSourceRegistry(SourceAssembler assembler, EventSourceSpec defaults, StartNotes notes) {
		this.assembler = assembler;
		this.defaults = defaults;
		this.notes = notes;
	}

	/**
	 * Begins a registry.
	 * @param webClientBuilder the application's builder; it is copied, and its connector
	 * replaced
	 * @return a builder
	 */
	public static RegistryBuilder builder(WebClient.Builder webClientBuilder) {
		return new RegistryBuilder(webClientBuilder);
	}

	/**
	 * Adds a source without starting it.
	 * @param name its name
	 * @param spec its settings, to be laid on the defaults
	 * @return the source
	 * @throws InvalidSpecException if the name or the place of its position is taken, or
	 * if a setting is wrong
	 */
	public ManagedEventSource add(String name, EventSourceSpec spec) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidSpecException(name, "", name, "is not a source name",
					"Use lower-case letters, digits and inner dashes, at most 64 characters.");
		}
		EventSourceSpec resolved = this.assembler.customize(name, FiniteSpec.resolve(this.defaults, spec));
		ManagedEventSource source = this.assembler.assemble(name, resolved);
		if (this.sources.putIfAbsent(name, source) != null) {
			source.beginClose();
			throw new InvalidSpecException(name, "", name, "is taken", "Remove the other source first.");
		}
		try {
			this.places.take(name, this.assembler.place(name, resolved));
		}
		catch (InvalidSpecException ex) {
			beginRemoval(source);
			throw ex;
		}
		// not before the name is its own: meters go by names
		source.beginToWatch();
		return source;
	}

	@Override
	public EventSource register(String name, EventSourceSpec spec) {
		ManagedEventSource source = add(name, spec);
		this.onRegistered.forEach((listener) -> listener.accept(name));
		if (autoStartup(source)) {
			source.start();
		}
		return source;
	}

	/**
	 * Removes a source and closes it. Waits, as a stop does, where its store is to be
	 * told, so that whoever takes its place finds the stream free.
	 */
	@Override
	public boolean remove(String name) {
		ManagedEventSource source = this.sources.get(name);
		if (source == null) {
			return false;
		}
		boolean mayWait = source.isAwaited() && source.canWait();
		Duration patience = source.patience();
		CompletionStage<Void> closed = beginRemoval(source);
		if (mayWait) {
			Patience.await(closed, patience);
		}
		return true;
	}

	private CompletionStage<Void> beginRemoval(ManagedEventSource source) {
		CompletableFuture<Void> closed = source.beginClose().toCompletableFuture();
		this.closing.add(closed);
		closed.whenComplete((none, failure) -> this.closing.remove(closed));
		// before the name is free: the next one of that name has meters of its own
		source.forget();
		this.places.leave(source.name());
		this.sources.remove(source.name(), source);
		EventSourceClient client = this.clients.remove(source.name());
		if (client != null) {
			client.close();
		}
		return closed;
	}

	@Override
	public ManagedEventSource get(String name) {
		ManagedEventSource source = this.sources.get(name);
		if (source == null) {
			throw new UnknownEventSourceException(name, names());
		}
		return source;
	}

	/**
	 * Returns the client of a finite source.
	 * @param name its name
	 * @return always the same client
	 * @throws dev.eventsource.UnknownEventSourceException if there is no such source
	 * @throws InvalidSpecException if the source is not finite
	 */
	public EventSourceClient client(String name) {
		EventSourceSpec spec = get(name).spec();
		boolean finite = spec.mode() == EventSourceSpec.Mode.FINITE || Boolean.FALSE.equals(spec.enabled());
		if (!finite) {
			throw new InvalidSpecException(name, "mode", "endless", "makes no client", "Set 'mode: finite'.");
		}
		return this.clients.computeIfAbsent(name, (any) -> this.assembler.client(name, spec, () -> {
		}));
	}

	EventSourceClient standaloneClient(String name, EventSourceSpec spec) {
		return this.assembler.client(name, FiniteSpec.resolve(this.defaults, spec), this::close);
	}

	@Override
	public Set<String> names() {
		return new LinkedHashSet<>(this.sources.keySet());
	}

	@Override
	public Set<String> sources() {
		return names();
	}

	@Override
	public EventHandlers handlers(String source) {
		return get(source);
	}

	@Override
	public void onRegistered(Consumer<String> listener) {
		this.onRegistered.add(listener);
	}

	/**
	 * Returns all sources.
	 * @return a snapshot in the order of their names
	 */
	public Collection<ManagedEventSource> all() {
		return new ArrayList<>(this.sources.values());
	}

	/**
	 * Starts the sources that start by themselves.
	 * @return completes when each store has answered once; fails with a
	 * {@link dev.eventsource.CheckpointException} as soon as one of the positions can not
	 * be used
	 */
	public CompletionStage<Void> start() {
		this.running = true;
		List<ManagedEventSource> starting = all().stream().filter(LiveEventSourceRegistry::autoStartup).toList();
		this.notes.say(starting);
		CompletableFuture<?>[] answers = starting.stream()
			.map((source) -> source.beginStart().toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture<Void> started = new CompletableFuture<>();
		CompletableFuture.allOf(answers).thenRun(() -> started.complete(null));
		for (CompletableFuture<?> answer : answers) {
			answer.whenComplete((none, failure) -> {
				if (failure != null) {
					started.completeExceptionally(failure);
				}
			});
		}
		return started;
	}

	private static boolean autoStartup(ManagedEventSource source) {
		return !Boolean.FALSE.equals(source.spec().autoStartup()) && !Boolean.FALSE.equals(source.spec().enabled());
	}

	/**
	 * Stops all sources.
	 * @param whenStopped called when no handler runs any more, and streams are handed
	 * over, those of removed sources too
	 */
	public void stop(Runnable whenStopped) {
		this.running = false;
		Stream<CompletableFuture<Void>> stops = all().stream()
			.map((source) -> source.beginStop().toCompletableFuture());
		CompletableFuture.allOf(Stream.concat(stops, this.closing.stream()).toArray(CompletableFuture<?>[]::new))
			.whenComplete((none, ex) -> whenStopped.run());
	}

	/**
	 * Returns whether {@link #start()} was called last.
	 * @return whether sources run
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Closes all sources, and what they share. Waits, as a stop does, where stores are to
	 * be told.
	 */
	@Override
	public void close() {
		Collection<ManagedEventSource> all = all();
		boolean mayWait = all.stream().anyMatch(ManagedEventSource::isAwaited)
				&& all.stream().allMatch(ManagedEventSource::canWait);
		Duration patience = all.stream()
			.map(ManagedEventSource::patience)
			.max(Duration::compareTo)
			.orElse(GracefulStop.HAND_OVER);
		CompletionStage<Void> closed = beginClose();
		if (mayWait) {
			Patience.await(closed, patience);
		}
	}

	/**
	 * Closes all sources, and what they share: at once where no handler runs, else behind
	 * that, or at the end of the grace period.
	 * @return completes when all is closed
	 */
	CompletionStage<Void> beginClose() {
		this.running = false;
		all().forEach(this::beginRemoval);
		return this.assembler.closeBehind(CompletableFuture.allOf(this.closing.toArray(CompletableFuture<?>[]::new)));
	}

}
