package dev.eventsource.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.testing.ManualTimer;
import dev.eventsource.testing.SharedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StoredPositionTests {

	private static final String URL = "https://a.example/stream";

	private final ManualTimer timer = new ManualTimer();

	private final SharedStore store = new SharedStore(this.timer);

	private final SharedStore.Link link = this.store.link();

	private final StoredPosition position = position(this.link);

	private StoredPosition position(CheckpointStore store) {
		return new StoredPosition(new PositionSettings("orders", "app/orders", URL, "", false, Duration.ofSeconds(30)),
				store, this.timer);
	}

	private void save(StoredPosition position, String id) {
		position.save(id, this.timer.instant());
	}

	@Test
	void storesThePositionWithItsStream() {
		this.position.claim(() -> "a");

		save(this.position, "7");

		Checkpoint stored = this.store.stored().orElseThrow();
		assertThat(stored.key()).isEqualTo("app/orders");
		assertThat(stored.url()).isEqualTo(URL);
		assertThat(stored.lease().owner()).isEqualTo("a");
		assertThat(this.position.claim(() -> "a").lastEventId()).isEqualTo("7");
	}

	@Test
	void theFirstOfTwoClaimsWins() {
		StoredPosition other = position(this.store.link());

		assertThat(this.position.claim(() -> "a").granted()).isTrue();
		Claim second = other.claim(() -> "b");

		assertThat(second.granted()).isFalse();
		assertThat(second.owner()).isEqualTo("a");
		assertThat(second.left()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aPositionRenewsTheLeaseWhenAThirdOfItHasPassed() {
		this.position.claim(() -> "a");
		Instant until = this.store.stored().orElseThrow().lease().until();
		this.timer.advance(Duration.ofSeconds(9));
		save(this.position, "1");
		assertThat(this.store.stored().orElseThrow().lease().until()).isEqualTo(until);
		this.timer.advance(Duration.ofSeconds(1));

		save(this.position, "2");

		assertThat(this.store.stored().orElseThrow().lease().until()).isEqualTo(until.plusSeconds(10));
		assertThat(this.position.tenure().isRenewalDue(this.timer.nanoTime())).isFalse();
	}

	@Test
	void storesNothingWhenItsOwnClockSaysThatTheLeaseIsOver() {
		this.position.claim(() -> "a");
		this.timer.jump(Duration.ofSeconds(30));

		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "1"));

		assertThat(this.store.lastEventId()).isNull();
	}

	@Test
	void storesNothingOnceAnotherHasTakenOver() {
		StoredPosition other = position(this.store.link());
		this.position.claim(() -> "a");
		this.store.skew(Duration.ofSeconds(30));
		other.claim(() -> "b");
		save(other, "9");

		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "1"))
			.withMessageContaining("taken over");

		assertThat(this.store.lastEventId()).isEqualTo("9");
		assertThat(this.position.tenure().isGivenUp()).isTrue();
	}

	@Test
	void aRenewalBesideATransactionTakesNothingBack() {
		this.position.claim(() -> "a");
		this.timer.advance(Duration.ofSeconds(10));
		Checkpoint first = this.position.propose("1", this.timer.instant());
		this.position.renew();
		Instant until = this.store.stored().orElseThrow().lease().until();
		assertThat(this.store.lastEventId()).isEqualTo("1");

		this.position.accept(first);
		this.position.propose("2", this.timer.instant());

		assertThat(this.store.lastEventId()).isEqualTo("2");
		assertThat(this.store.stored().orElseThrow().lease().until()).isEqualTo(until);
	}

	@Test
	void isNotOustedByAnAnswerOfItsOwnThatWasLost() {
		this.position.claim(() -> "a");
		this.link.loseNextAnswer();
		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "1"));

		save(this.position, "2");

		assertThat(this.store.lastEventId()).isEqualTo("2");
	}

	@Test
	void aLostAnswerIsToldFromAnotherWriterByWhatIsStored() {
		this.link.withoutOwners();
		this.position.claim(() -> "");
		this.link.loseNextAnswer();
		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "1"));

		save(this.position, "2");

		assertThat(this.store.lastEventId()).isEqualTo("2");
	}

	@Test
	void anotherWriterIsNotOverwrittenWhereTheStoreKeepsNoOwners() {
		this.link.withoutOwners();
		this.position.claim(() -> "");
		StoredPosition other = position(this.store.link().withoutOwners());
		other.claim(() -> "");
		save(other, "9");

		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "1")).withMessageContaining("orders");
		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "2"));

		assertThat(this.store.lastEventId()).isEqualTo("9");
	}

	@Test
	void aLateWriteOfTheRunBeforeIsItsOwn() {
		this.link.withoutOwners();
		this.position.claim(() -> "");
		save(this.position, "1");
		this.link.cut();
		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "2"));
		this.link.mend();
		this.position.claim(() -> "");
		this.store.put(new Checkpoint("app/orders", 2, "2", URL, null, Instant.EPOCH));

		save(this.position, "3");

		assertThat(this.store.lastEventId()).isEqualTo("3");
	}

	@Test
	void aPositionThatIsGoneIsStoredAnew() {
		this.position.claim(() -> "a");
		save(this.position, "1");
		this.store.put(null);

		save(this.position, "2");

		assertThat(this.store.lastEventId()).isEqualTo("2");
		assertThat(this.store.stored().orElseThrow().version()).isEqualTo(1);
	}

	@Test
	void aFormerOwnerDoesNotUndoAMoveThatItHasNotSeen() {
		this.position.claim(() -> "a");
		save(this.position, "9");
		this.store.skew(Duration.ofSeconds(30));
		position(this.store.link()).move(() -> "b", "4");

		assertThatIllegalStateException().isThrownBy(() -> save(this.position, "10"));

		assertThat(this.store.lastEventId()).isEqualTo("4");
	}

	@Test
	void namesTheSourceOfADamagedPosition() {
		StoredPosition damaged = position(new DamagedStore());

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> damaged.claim(() -> "a"))
			.withMessage("Event source 'orders': the position under 'app/orders' is damaged. Restore it.")
			.satisfies((ex) -> assertThat(ex.source()).isEqualTo("orders"));
	}

	@ParameterizedTest
	@CsvSource({ "https://A.example:443/stream?token=1#x, https://a.example/stream",
			"http://a.example:80, http://a.example/", "http://a.example:8080/Path/, http://a.example:8080/Path/",
			"'http://[not a url]', 'http://[not a url]'", "'', ''" })
	void knowsAStreamByItsOriginAndPath(String url, String address) {
		assertThat(PositionSettings.address(url)).isEqualTo(address);
	}

	private static final class DamagedStore implements CheckpointStore {

		@Override
		public Optional<Checkpoint> load(String key) {
			throw new CheckpointDamagedException(key, "is damaged", "Restore it.", null);
		}

		@Override
		public boolean replace(Checkpoint next) {
			throw new AssertionError("nothing is touched");
		}

	}

}
