package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyWindowTests {

	@Test
	void knowsTheLastKeysAndNoOther() {
		KeyWindow window = new KeyWindow(2);

		window.add(window.key("a"));
		window.add(window.key("b"));
		window.add(window.key("c"));

		assertThat(window.contains(window.key("a"))).isFalse();
		assertThat(window.contains(window.key("b"))).isTrue();
		assertThat(window.contains(window.key("c"))).isTrue();
	}

	@Test
	void keepsAKeyOnce() {
		KeyWindow window = new KeyWindow(2);

		window.add(window.key("a"));
		window.add(window.key("b"));
		window.add(window.key("b"));

		assertThat(window.contains(window.key("a"))).isTrue();
	}

	@Test
	void isRightWhateverComes() {
		Random random = new Random(1);
		for (int size : new int[] { 1, 3, 64, 100, 1000 }) {
			KeyWindow window = new KeyWindow(size);
			Deque<Integer> expected = new ArrayDeque<>();
			for (int i = 0; i < 10_000; i++) {
				int value = random.nextInt(3 * size);
				KeyWindow.Key key = window.key(value);
				assertThat(window.contains(key)).as("%d in %d", value, size).isEqualTo(expected.contains(value));
				remember(expected, value, size);
				window.add(key);
			}
		}
	}

	private static void remember(Deque<Integer> values, int value, int size) {
		if (values.contains(value)) {
			return;
		}
		if (values.size() == size) {
			values.removeFirst();
		}
		values.addLast(value);
	}

}
