package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import dev.eventsource.TestSpecs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is called with what, and when.
 */
class DeliveryOrderTests {

	private final DeliveryRig rig = new DeliveryRig();

	private final List<String> calls = new ArrayList<>();

	private TestHandler named(String id) {
		return new TestHandler(id).does((event) -> {
			this.calls.add(id + event.lastEventId());
			return null;
		});
	}

	@Test
	void handsEventsOverInOrder() {
		TestHandler handler = new TestHandler("h");

		this.rig.start(handler).receive(1, 1000).receive(1001, 1003);

		assertThat(handler.seen).isEqualTo(DeliveryRig.ids(1, 1003));
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(1003);
	}

	@Test
	void dispatchesNothingBeforeFlush() {
		TestHandler handler = new TestHandler("h");
		this.rig.start(handler).run();

		this.rig.take("message", 1);
		this.rig.run();

		assertThat(handler.seen).isEmpty();
	}

	@Test
	void callsHandlersByOrderThenRegistration() {
		this.rig.start(named("c").order(2), named("a").order(1), named("b").order(1)).receive(1, 2);

		assertThat(this.calls).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
	}

	@Test
	void callsOnlyHandlersOfTheType() {
		this.rig.start(named("x").types("x"), named("all"), named("y").types("y", "x"));

		this.rig.take("x", 1);
		this.rig.take("y", 2);
		this.rig.take("z", 3);
		this.rig.delivery.flush();
		this.rig.run();

		assertThat(this.calls).containsExactly("x1", "all1", "y1", "all2", "y2", "all3");
	}

	@Test
	void tellsOncePerTypeThatNobodyTakesIt() {
		this.rig.start(named("x").types("x")).receive(1, 2);

		assertThat(this.rig.observer.notes).containsOnlyOnce("unhandled message");
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(2);
	}

	@Test
	void remembersNoMoreThanAHundredUnhandledTypes() {
		this.rig.start(named("x").types("x"));
		for (int type = 0; type < 150; type++) {
			this.rig.take("t" + type, type);
		}
		this.rig.delivery.flush();
		this.rig.run();

		assertThat(this.rig.observer.notes.stream().filter((note) -> note.startsWith("unhandled"))).hasSize(100);
	}

	@Test
	void keepsEventsUntilThereIsAHandler() {
		this.rig.start().receive(1, 3);
		assertThat(this.rig.delivery.waiting()).isEqualTo(3);

		this.rig.delivery.add(named("late"));
		this.rig.run();

		assertThat(this.calls).containsExactly("late1", "late2", "late3");
	}

	@Test
	void stopsDispatchWhenTheLastHandlerGoes() {
		TestHandler handler = new TestHandler("h");
		Registration registration = this.rig.delivery.add(handler);
		handler.does((event) -> {
			registration.remove();
			return null;
		});

		this.rig.start().receive(1, 3);

		assertThat(handler.seen).containsExactly("1");
		assertThat(this.rig.delivery.waiting()).isEqualTo(2);
	}

	@Test
	void callsNoRemovedHandlerWithAnEventThatIsUnderWay() {
		Registration[] second = new Registration[1];
		this.rig.delivery.add(new TestHandler("first").does((event) -> {
			second[0].remove();
			return null;
		}));
		second[0] = this.rig.delivery.add(named("second"));

		this.rig.start().receive(1, 1);

		assertThat(this.calls).isEmpty();
		assertThat(this.rig.delivery.counts().handled()).isEqualTo(1);
	}

	@Test
	void listsHandlersInTheOrderOfTheirCalls() {
		TestHandler last = named("last").order(9);
		TestHandler first = named("first").order(1);

		this.rig.start(last, first);

		assertThat(this.rig.delivery.handlers()).containsExactly(first, last);
	}

	@Test
	void runsSignalsBetweenTheEventsAroundThem() {
		this.rig.start(named("e"));
		this.rig.take("message", 1);
		this.rig.delivery.signal(() -> this.calls.add("signal"));
		this.rig.take("message", 2);
		this.rig.delivery.flush();
		this.rig.run();

		assertThat(this.calls).containsExactly("e1", "signal", "e2");
	}

	@Test
	void goesOnAfterASignalThatThrows() {
		this.rig.start(named("e"));
		this.rig.delivery.signal(() -> {
			throw new IllegalStateException("callback");
		});

		this.rig.receive(1, 1);

		assertThat(this.calls).containsExactly("e1");
	}

	@Test
	void runsSignalsWithoutHandlers() {
		this.rig.delivery.signal(() -> this.calls.add("signal"));

		this.rig.run();

		assertThat(this.calls).containsExactly("signal");
	}

	@Test
	void givesTheThreadBackAfterABatch() {
		TestHandler handler = new TestHandler("h");
		this.rig.start(handler).run();
		for (int id = 1; id <= 1000; id++) {
			this.rig.take("message", id);
		}
		this.rig.delivery.flush();

		this.rig.executor.runOne();

		assertThat(handler.seen).hasSizeBetween(100, 300);
		assertThat(this.rig.executor.waiting()).isPositive();
	}

	@Test
	void goesOnWhenAnObserverThrows() {
		TestHandler handler = new TestHandler("h");
		DeliveryObserver broken = new DeliveryObserver() {

			@Override
			public void called(EventHandler called, MessageEvent event, String outcome, long nanos) {
				throw new IllegalStateException("observer");
			}

		};
		DeliverySettings settings = DeliverySettings.from("orders", "key", TestSpecs.with());
		Delivery delivery = new Delivery(settings,
				new DeliverySeams(Runnable::run, this.rig.timer, this.rig.store, null), broken, () -> {
				});
		delivery.add(handler);
		delivery.start();

		DeliveryRig.take(delivery, "message", 1);
		DeliveryRig.take(delivery, "message", 2);
		delivery.flush();

		assertThat(handler.seen).containsExactly("1", "2");
	}

}
