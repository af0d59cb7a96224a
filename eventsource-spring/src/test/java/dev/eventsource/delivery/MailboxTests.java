package dev.eventsource.delivery;

import java.util.Arrays;
import java.util.Objects;

import dev.eventsource.MessageEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

	private int roomCalls;

	private final Mailbox mailbox = mailbox();

	private Mailbox mailbox(Object... settings) {
		Mailbox created = new Mailbox(DeliveryRig.settings(settings), () -> this.roomCalls++);
		created.accept();
		return created;
	}

	@Test
	void eventsKeepTheirDataWhenTheArrayIsUsedAgain() {
		byte[] array = "xxab".getBytes();

		this.mailbox.add("message", "1", array, 2, 1);
		this.mailbox.add("message", "2", array, 3, 1);
		Arrays.fill(array, (byte) '!');
		this.mailbox.flush();

		assertThat(take().data()).isEqualTo("a");
		assertThat(take().data()).isEqualTo("b");
		assertThat(this.mailbox.peek()).isNull();
	}

	@Test
	void eventsOfABatchThatIsFilledAgainAreThemselves() {
		add("first");
		MessageEvent first = take();
		assertThat(this.mailbox.peek()).isNull();

		add("other");
		MessageEvent other = take();

		assertThat(first.data()).isEqualTo("first");
		assertThat(other.data()).isEqualTo("other");
	}

	@Test
	void eventsCarryTheOriginOfTheirStream() {
		this.mailbox.begin("http://a.example");
		this.mailbox.add("message", "", new byte[0], 0, 0);
		this.mailbox.begin("http://b.example");
		add("b");

		assertThat(take().origin()).isEqualTo("http://a.example");
		assertThat(take().origin()).isEqualTo("http://b.example");
	}

	@Test
	void entryThatWasLookedAtIsDroppedWithItsRun() {
		add("old");
		assertThat(this.mailbox.peek()).isNotNull();

		this.mailbox.drop();
		this.mailbox.accept();

		assertThat(this.mailbox.peek()).isNull();
		assertThat(this.mailbox.discarded()).isEqualTo(1);
		assertThat(this.mailbox.waiting()).isZero();
	}

	@Test
	void lookingTwiceMakesOneEvent() {
		add("a");

		assertThat(this.mailbox.peek()).isSameAs(this.mailbox.peek());
	}

	@Test
	void restLosesNothingThatWaits() {
		add("a");
		take();
		assertThat(this.mailbox.peek()).isNull();
		this.mailbox.add("message", "", "b".getBytes(), 0, 1);

		this.mailbox.rest();
		this.mailbox.flush();

		assertThat(take().data()).isEqualTo("b");
	}

	@Test
	void tellsOfRoomOnceHalfIsTaken() {
		Mailbox small = mailbox("delivery.bufferSize", 2);
		small.add("message", "", new byte[0], 0, 0);
		small.add("message", "", new byte[0], 0, 0);
		small.flush();
		assertThat(small.hasRoom()).isFalse();

		small.take(Objects.requireNonNull(small.peek()));

		assertThat(this.roomCalls).isEqualTo(1);
	}

	private void add(String data) {
		this.mailbox.add("message", "", data.getBytes(), 0, data.length());
		this.mailbox.flush();
	}

	private MessageEvent take() {
		Entry entry = Objects.requireNonNull(this.mailbox.peek());
		this.mailbox.take(entry);
		return ((Entry.Event) entry).event();
	}

}
