package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.PositionFacts;
import dev.eventsource.client.SourceFacts;
import dev.eventsource.client.SourceOwner;
import dev.eventsource.delivery.DeliveryCounts;
import dev.eventsource.delivery.StreamPace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class SourceHealthTests {

	private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

	private @Nullable Instant lastEventAt;

	private @Nullable Instant silentSince;

	private int unacknowledged;

	private boolean deadLetterRefused;

	private @Nullable Instant notOpenSince;

	private @Nullable String stuckThread;

	private @Nullable Instant commitFailingSince;

	private @Nullable SourceOwner owner;

	private Duration downAfter = Duration.ofMinutes(2);

	private Duration maxSilence = Duration.ZERO;

	@ParameterizedTest
	@CsvSource({ "OPEN, open, UP", "CONNECTING, started, UP", "WAITING, refused, UP", "PAUSED, paused, UP",
			"STANDBY, standby, UP", "FAILED, status-401, DOWN", "CLOSED, stopped, UNKNOWN", "CLOSED, disabled, UNKNOWN",
			"CLOSED, no-listener, UNKNOWN", "CLOSED, server-ended, UNKNOWN", "CLOSED, completed, UP" })
	void judgesAState(Kind kind, String reason, String status) {
		assertThat(health(kind, reason).getStatus()).isEqualTo(new Status(status));
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTING, 119, UP", "CONNECTING, 120, DOWN", "WAITING, 120, DOWN", "PAUSED, 9999, UP",
			"CLOSED, 9999, UNKNOWN" })
	void isDownWhenItDoesNotConnectInTime(Kind kind, long seconds, String status) {
		this.notOpenSince = NOW.minusSeconds(seconds);

		assertThat(health(kind, "refused").getStatus()).isEqualTo(new Status(status));
	}

	@Test
	void neverWaitsTooLongWhenThatIsOff() {
		this.notOpenSince = NOW.minusSeconds(99999);
		this.downAfter = Duration.ZERO;

		assertThat(health(Kind.WAITING, "refused").getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@CsvSource({ "59, UP", "60, DOWN" })
	void isDownWhenItIsSilentForTooLong(long seconds, String status) {
		this.maxSilence = Duration.ofMinutes(1);
		this.silentSince = NOW.minusSeconds(seconds);

		assertThat(health(Kind.OPEN, "open").getStatus()).isEqualTo(new Status(status));
	}

	@Test
	void isNotSilentWhileNothingIsAskedFor() {
		this.maxSilence = Duration.ofMinutes(1);
		this.lastEventAt = NOW.minusSeconds(9999);

		assertThat(health(Kind.OPEN, "open").getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhileADeadLetterIsNotKept() {
		this.deadLetterRefused = true;

		Health health = health(Kind.OPEN, "open");

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("problem", "dead letters are not kept: events wait behind one");
	}

	@Test
	void tellsOfEventsThatHoldThePosition() {
		this.unacknowledged = 3;

		assertThat(health(Kind.OPEN, "open").getDetails()).containsEntry("unacknowledged", 3);
	}

	@ParameterizedTest
	@CsvSource({ "59, UP", "60, DOWN" })
	void isDownWhenTheStoreDoesNotTakeThePosition(long seconds, String status) {
		this.commitFailingSince = NOW.minusSeconds(seconds);

		Health health = health(Kind.OPEN, "open");

		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(health.getDetails()).containsEntry("commitFailingSince", this.commitFailingSince);
	}

	@ParameterizedTest
	@CsvSource({ "20, UP", "-9, UP", "-10, DOWN" })
	void aStandbyIsDownWhenNobodyOwnsTheStreamAndItDoesNotTakeOver(long left, String status) {
		this.owner = new SourceOwner("standby", "web-1/4711/3f9a", NOW.plusSeconds(left));

		Health health = health(Kind.STANDBY, "standby");

		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(health.getDetails()).containsEntry("role", "standby").containsEntry("owner", "web-1/4711/3f9a");
	}

	@Test
	void namesTheThreadThatIsStuck() {
		this.stuckThread = "eventsource-3";

		Health health = health(Kind.OPEN, "open");

		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("problem", "a listener is stuck on thread eventsource-3");
	}

	@Test
	void tellsWhatThereIsToTell() {
		this.lastEventAt = NOW.minusSeconds(3);

		assertThat(health(Kind.WAITING, "reset").getDetails()).containsEntry("state", Kind.WAITING)
			.containsEntry("reason", "reset")
			.containsEntry("since", NOW.minusSeconds(1))
			.containsEntry("url", "https://example.com/prices")
			.containsEntry("lastEventId", "41")
			.containsEntry("attempts", 2)
			.containsEntry("lastError", "connection reset")
			.containsEntry("store", "memory")
			.containsEntry("lastEventAt", this.lastEventAt);
	}

	private Health health(Kind kind, String reason) {
		EventSourceState state = new EventSourceState(kind, reason, NOW.minusSeconds(1), 2, null, "connection reset");
		SourceFacts facts = new SourceFacts(new DeliveryCounts(0, 0, 0, 0, 0, 0, 0), 0, this.lastEventAt,
				new PositionFacts("memory", "", null, this.commitFailingSince, this.owner), this.stuckThread,
				this.notOpenSince, new StreamPace(false, Duration.ZERO, null), this.silentSince, this.unacknowledged,
				this.deadLetterRefused);
		return SourceHealth.of(new SourceSnapshot("prices", "https://example.com/prices", "41", state, facts,
				new EventSourceSpec.Health(true, this.downAfter, this.maxSilence), List.of(), NOW));
	}

}
