package dev.eventsource.observation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.BatchHandler;
import dev.eventsource.delivery.EventHandler;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ObservedHandlerTests {

	private static final MessageEvent EVENT = MessageEvent.of("put", "{}");

	private static final Acknowledgment NONE = () -> {
	};

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final TracedSourceObservation observation = observation(this.registry);

	private TracedSourceObservation observation(ObservationRegistry registry) {
		return (TracedSourceObservation) TracedSourceObservation
			.factory(new ObservationSeams(registry, null, null, EventTraceExtractor.NONE, true, this::forget))
			.apply("prices");
	}

	private void forget(String name, KeyValues values) {
		Tags tags = Tags.empty();
		for (var value : values) {
			tags = tags.and(value.getKey(), value.getValue());
		}
		this.meters.removeByPreFilterId(new Meter.Id(name, tags, null, null, Meter.Type.TIMER));
	}

	@Test
	void observesACallByTheTagsOfTheTimer() throws Exception {
		EventHandler watched = this.observation.watch(new Handler((event) -> null));

		watched.handle(EVENT, NONE);

		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("eventsource.listener")
			.hasContextualNameEqualTo("prices process")
			.hasLowCardinalityKeyValue("source", "prices")
			.hasLowCardinalityKeyValue("listener", "Prices.onPut")
			.hasLowCardinalityKeyValue("type", "put")
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasBeenStopped();
	}

	@Test
	void namesNoTypeThatAServerThinksUp() throws Exception {
		EventHandler watched = this.observation.watch(new Handler((event) -> null));

		watched.handle(MessageEvent.of("surprise", "{}"), NONE);

		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("type", "other");
	}

	@Test
	void tellsWhatACallThrew() {
		EventHandler watched = this.observation.watch(new Handler((event) -> {
			throw new IllegalStateException("no");
		}));

		assertThatIllegalStateException().isThrownBy(() -> watched.handle(EVENT, NONE)).withMessage("no");

		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "failure")
			.hasError();
	}

	@Test
	void lastsUntilTheEventIsDoneWith() throws Exception {
		CompletableFuture<Void> done = new CompletableFuture<>();
		EventHandler watched = this.observation.watch(new Handler((event) -> done));

		CompletionStage<?> stage = watched.handle(EVENT, NONE);

		assertThat(stage).isSameAs(done);
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().isNotStopped();
		done.complete(null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasBeenStopped();
	}

	@Test
	void saysThatAStopTookACallBack() throws Exception {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.observation.watch(new Handler((event) -> done)).handle(EVENT, NONE);

		done.cancel(true);

		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "canceled")
			.doesNotHaveError();
	}

	@Test
	void isInScopeWithinTheCallAndNotBehindIt() throws Exception {
		EventHandler watched = this.observation.watch(new Handler((event) -> {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
			return null;
		}));

		watched.handle(EVENT, NONE);

		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void logsWithinACallWithSourceAndId() throws Exception {
		this.registry.observationConfig().observationHandler(new ListenerLogContext());
		EventHandler watched = this.observation.watch(new Handler((event) -> {
			assertThat(MDC.get("eventsource.source")).isEqualTo("prices");
			assertThat(MDC.get("eventsource.id")).isEqualTo("4?7");
			return null;
		}));

		watched.handle(MessageEvent.of("prices", "", "put", new byte[0], "4\u00027"), NONE);

		assertThat(MDC.get("eventsource.source")).isNull();
		assertThat(MDC.get("eventsource.id")).isNull();
	}

	@Test
	void observesABatchByItsFirstEvent() throws Exception {
		BatchHandler watched = (BatchHandler) this.observation.watch(new Batches());
		Object first = watched.element(EVENT);
		Object second = watched.element(MessageEvent.of("surprise", "{}"));

		watched.handle(List.of(first, second), NONE);

		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("type", "put");
	}

	@Test
	void aCallIsNotDisturbedByWhatObservesIt() throws Exception {
		this.registry.observationConfig().observationHandler(new Failing());
		CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

		assertThat(this.observation.watch(new Handler((event) -> done)).handle(EVENT, NONE)).isSameAs(done);
	}

	@Test
	void leavesAHandlerAloneThatNobodyWantsToObserve() {
		EventHandler handler = new Handler((event) -> null);
		this.registry.observationConfig().observationPredicate((name, context) -> false);

		assertThat(this.observation.watch(handler)).isSameAs(handler);
		assertThat(observation(ObservationRegistry.NOOP).watch(handler)).isSameAs(handler);
	}

	@Test
	void standsForItsHandlerInEveryWay() {
		String[] asked = Arrays.stream(EventHandler.class.getMethods()).map(Method::getName).toArray(String[]::new);

		assertThat(ObservedHandler.class.getDeclaredMethods()).extracting(Method::getName).contains(asked);
		EventHandler handler = new Handler((event) -> null);
		assertThat(this.observation.watch(handler).original()).isSameAs(handler);
	}

	@Test
	void isTimedOnce() throws Exception {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		SourceObservation both = this.observation
			.and(MeterSourceObservation.factory(this.meters, (source) -> SourceReadings.NONE).apply("prices"));
		EventHandler watched = both.watch(new Handler((event) -> null));

		watched.handle(EVENT, NONE);
		both.called(watched, EVENT, "success", 1);

		assertThat(this.meters.get("eventsource.listener").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1));
	}

	@Test
	void theTimersOfASourceGoWithIt() throws Exception {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		CompletableFuture<Void> late = new CompletableFuture<>();
		this.observation.watch(new Handler((event) -> null)).handle(EVENT, NONE);
		this.observation.watch(new Handler((event) -> late)).handle(EVENT, NONE);

		this.observation.close();
		late.completeExceptionally(new IllegalStateException());

		assertThat(this.meters.getMeters()).isEmpty();
	}

	/** Handles as it is told to. */
	private record Handler(Does does) implements EventHandler {

		@Override
		public String id() {
			return "Prices.onPut";
		}

		@Override
		public Set<String> types() {
			return Set.of("put");
		}

		@Override
		public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
			return this.does.handle(event);
		}

	}

	private interface Does {

		@Nullable CompletionStage<?> handle(MessageEvent event) throws Exception;

	}

	private static final class Batches implements BatchHandler {

		@Override
		public String id() {
			return "Prices.onPut";
		}

		@Override
		public Set<String> types() {
			return Set.of("put");
		}

		@Override
		public Object element(MessageEvent event) {
			return event.type();
		}

		@Override
		public @Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) {
			assertThat(elements).isEqualTo(List.of("put", "surprise"));
			return null;
		}

	}

	private static final class Failing implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			throw new IllegalStateException("start");
		}

		@Override
		public void onStop(Observation.Context context) {
			throw new IllegalStateException("stop");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
