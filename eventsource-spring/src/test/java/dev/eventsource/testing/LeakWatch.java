package dev.eventsource.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class in which a buffer of Netty was lost. It loses one itself and waits
 * until Netty has noticed that: only then is no news good news.
 */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	// Netty tells of the same loss once only
	private final String bait = "lost by LeakWatch " + NUMBER.incrementAndGet();

	private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
		ByteBufUtil.setLeakListener((type, records) -> this.leaks.add(records));
	}

	@Override
	public void afterAll(ExtensionContext context) {
		loseOne();
		ServedStream.await(this::isBaitFound);
		ByteBufUtil.setLeakListener(null);
		assertThat(this.leaks).allMatch((records) -> records.contains(this.bait), "is the bait");
	}

	private void loseOne() {
		PooledByteBufAllocator.DEFAULT.directBuffer().touch(this.bait);
	}

	private boolean isBaitFound() {
		System.gc();
		// leaks are reported when something is allocated
		ByteBuf any = UnpooledByteBufAllocator.DEFAULT.directBuffer();
		any.release();
		return this.leaks.stream().anyMatch((records) -> records.contains(this.bait));
	}

}
