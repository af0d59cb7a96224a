package dev.eventsource.delivery;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much may wait, and when more may come.
 */
class DeliveryBackPressureTests {

	private static DeliveryRig filled(int events, Object... settings) {
		DeliveryRig rig = new DeliveryRig(settings);
		rig.start(new TestHandler("h"));
		rig.run();
		for (int id = 1; id <= events; id++) {
			rig.take("message", id);
		}
		rig.delivery.flush();
		return rig;
	}

	@Test
	void hasRoomBelowTheCount() {
		assertThat(filled(3, "delivery.bufferSize", 4).delivery.hasRoom()).isTrue();
	}

	@Test
	void hasNoRoomAtTheCount() {
		assertThat(filled(4, "delivery.bufferSize", 4).delivery.hasRoom()).isFalse();
	}

	@Test
	void hasNoRoomAtTheBytes() {
		assertThat(filled(2, "delivery.bufferBytes", DataSize.ofBytes(100)).delivery.hasRoom()).isFalse();
	}

	@Test
	void hasRoomForOneEventOfAnySize() {
		assertThat(filled(0, "delivery.bufferBytes", DataSize.ofBytes(1)).delivery.hasRoom()).isTrue();
	}

	@Test
	void hasRoomWithoutEndWhenUnlimited() {
		DeliveryRig rig = filled(10_000, "delivery.bufferSize", 0, "delivery.bufferBytes", DataSize.ofBytes(0));

		assertThat(rig.delivery.hasRoom()).isTrue();
	}

	@Test
	void measuresTheTimeWithoutRoom() {
		DeliveryRig rig = filled(4, "delivery.bufferSize", 4);
		rig.delivery.hasRoom();
		rig.timer.advance(Duration.ofSeconds(3));

		assertThat(rig.delivery.pace()).isEqualTo(new StreamPace(true, Duration.ofSeconds(3), null));
		rig.run();
		Instant roomSince = rig.timer.instant();
		rig.timer.advance(Duration.ofSeconds(5));

		assertThat(rig.delivery.pace()).isEqualTo(new StreamPace(false, Duration.ofSeconds(3), roomSince));
	}

	@Test
	void tellsOnceThatThereIsRoomAgain() {
		DeliveryRig rig = filled(4, "delivery.bufferSize", 4);
		rig.delivery.hasRoom();

		rig.run();

		assertThat(rig.roomCalls).isEqualTo(1);
		assertThat(rig.delivery.hasRoom()).isTrue();
	}

	@Test
	void tellsOfRoomOnlyAtHalf() {
		DeliveryRig rig = new DeliveryRig("delivery.bufferSize", 4);
		TestHandler handler = new TestHandler("h");
		int[] atThird = new int[1];
		handler.does((event) -> {
			if (event.lastEventId().equals("1")) {
				atThird[0] = rig.roomCalls;
			}
			return null;
		});
		rig.start(handler).run();
		for (int id = 1; id <= 4; id++) {
			rig.take("message", id);
		}
		rig.delivery.flush();
		rig.delivery.hasRoom();

		rig.run();

		assertThat(atThird[0]).isZero();
		assertThat(rig.roomCalls).isEqualTo(1);
	}

	@Test
	void tellsNothingWithoutANo() {
		DeliveryRig rig = filled(4, "delivery.bufferSize", 4);

		rig.run();

		assertThat(rig.roomCalls).isZero();
	}

	@Test
	void tellsOfRoomWhenEventsAreDropped() {
		DeliveryRig rig = filled(4, "delivery.bufferSize", 4);
		rig.delivery.hasRoom();

		rig.delivery.stop();
		rig.run();

		assertThat(rig.roomCalls).isEqualTo(1);
		assertThat(rig.delivery.waiting()).isZero();
	}

	@Test
	void countsMarkersToo() {
		DeliveryRig rig = filled(0, "delivery.bufferSize", 4);
		for (int id = 0; id < 4; id++) {
			rig.delivery.position("p" + id);
		}

		assertThat(rig.delivery.hasRoom()).isFalse();
	}

}
