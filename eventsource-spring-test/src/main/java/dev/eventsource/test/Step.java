package dev.eventsource.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One thing a script does before it goes on; ended by an interrupt when the connection is
 * gone.
 */
sealed interface Step {

	void run(BodyWriter body) throws IOException, InterruptedException;

	record Write(byte[] bytes) implements Step {

		private static final int SHOWN = 40;

		@Override
		public void run(BodyWriter body) throws IOException {
			body.write(this.bytes);
		}

		@Override
		public String toString() {
			String text = new String(this.bytes, StandardCharsets.UTF_8).replace("\r", "\\r").replace("\n", "\\n");
			return '"' + ((text.length() > SHOWN) ? text.substring(0, SHOWN) + "..." : text) + '"';
		}

	}

	record Delay(Duration duration) implements Step {

		@Override
		public void run(BodyWriter body) throws InterruptedException {
			TimeUnit.NANOSECONDS.sleep(this.duration.toNanos());
		}

	}

	record Hold(CountDownLatch gate) implements Step {

		@Override
		public void run(BodyWriter body) throws InterruptedException {
			this.gate.await();
		}

		@Override
		public String toString() {
			return "Hold[" + ((this.gate.getCount() == 0) ? "released" : "held") + "]";
		}

	}

	record Endless(byte[] pattern) implements Step {

		@Override
		public void run(BodyWriter body) throws IOException {
			while (true) {
				body.write(this.pattern);
			}
		}

		@Override
		public String toString() {
			return "Endless[" + this.pattern.length + " bytes]";
		}

	}

}
