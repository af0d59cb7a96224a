package dev.eventsource.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailedEvent;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.SimulatedClient;
import org.jspecify.annotations.Nullable;

/**
 * One life of the application: everything that a crash takes away.
 */
final class Process {

	private static final int CLOSING_ROUNDS = 12;

	private static final Duration CLOSING_ROUND = Duration.ofSeconds(31);

	private final World world;

	private final Breadth breadth;

	private final Pool pool;

	private final ProcessTimer timer;

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final List<Member> all;

	private final LiveEventSourceRegistry registry;

	private boolean ending;

	Process(World world, Breadth breadth, List<Service> services) {
		this.world = world;
		this.breadth = breadth;
		this.pool = new Pool(world);
		this.timer = new ProcessTimer(world);
		services.forEach((service) -> this.members.put(service.name(), new Member(world, this, service)));
		this.all = List.copyOf(this.members.values());
		SimulatedClient client = new SimulatedClient(this.timer, this.pool, (name) -> member(name).service().store(),
				(spec) -> member(storeOf(spec)).network(), breadth.places());
		this.registry = client.registry(world::draw, (name) -> member(name).witness(), publisher());
		members().forEach((member) -> member.join(this.registry));
	}

	/** A source's store has the source's name. */
	private static String storeOf(EventSourceSpec spec) {
		EventSourceSpec.Checkpointing checkpoint = spec.checkpoint();
		return (checkpoint != null) ? String.valueOf(checkpoint.store()) : "";
	}

	/** The first source says it for all. */
	boolean publishes() {
		return members().get(0).service().scenario().publisher();
	}

	private @Nullable DeadLetterPublisher publisher() {
		return publishes() ? this::publish : null;
	}

	private void publish(FailedEvent letter) {
		if (this.world.fault(40)) {
			throw new IllegalStateException("no letters today");
		}
		member(letter.event().source()).witness().published(letter);
	}

	private Member member(String name) {
		return this.members.get(name);
	}

	List<Member> members() {
		return this.all;
	}

	/** Draws one of the sources. */
	Member any() {
		return (this.members.size() == 1) ? members().get(0) : members().get(this.world.below(this.members.size()));
	}

	Breadth breadth() {
		return this.breadth;
	}

	Pool pool() {
		return this.pool;
	}

	int attemptsUnderWay() {
		return (int) members().stream().filter((member) -> member.network().isAttempting()).count();
	}

	void start() {
		List<Member> starting = members().stream().filter(Member::begin).toList();
		if (!starting.isEmpty()) {
			this.registry.start();
		}
	}

	void stop() {
		List<Member> stopping = members().stream().filter(Member::end).toList();
		if (!stopping.isEmpty()) {
			oneAfterTheOther(() -> this.registry.stop(() -> stopping.forEach(Member::stopped)));
		}
	}

	/** Until its turn comes, a source may take the place of the one before it. */
	private void oneAfterTheOther(Runnable ends) {
		this.ending = true;
		ends.run();
		this.ending = false;
	}

	boolean isEnding() {
		return this.ending;
	}

	/** Ends in order, and has nothing left to do. */
	void close() {
		this.world.note(() -> "close");
		members().forEach(Member::end);
		oneAfterTheOther(() -> SimulatedClient.beginClose(this.registry));
		// handlers that are running may end, and the store may take what they did
		for (int round = 0; round < CLOSING_ROUNDS; round++) {
			this.pool.runAll();
			members().forEach(Member::finishSomething);
			this.world.clock().advance(CLOSING_ROUND);
		}
		this.world.require(this.timer.scheduled() == 0, "I9", () -> this.timer.scheduled() + " timers run after close");
		this.world.require(members().stream().allMatch((member) -> member.network().live() == null), "I9",
				() -> "an exchange is open after close");
		crash();
	}

	/** Ends at once. */
	void crash() {
		this.pool.clear();
		this.timer.clear();
		members().forEach(Member::crash);
	}

	void check() {
		members().forEach((member) -> member.witness().check());
		if (!this.pool.isEmpty() || !members().stream().allMatch(Member::isSilent)) {
			return;
		}
		long since = members().stream().mapToLong(Member::silentSince).max().orElse(0);
		// the sweep over all sources ends by itself
		int allowed = (this.world.millis() - since > 1000) ? 0 : 1;
		this.world.require(this.timer.scheduled() <= allowed, "I9",
				() -> this.timer.scheduled() + " timers run after stop");
	}

}
