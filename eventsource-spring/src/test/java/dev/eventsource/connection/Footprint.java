package dev.eventsource.connection;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/**
 * What this process holds.
 *
 * @param threads live threads
 * @param files open file descriptors; 0 where the system does not say
 * @param direct bytes of direct memory in Netty's hands
 * @param heap bytes on the heap that are in use
 */
record Footprint(int threads, long files, long direct, long heap) {

	static Footprint now() {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		long files = (system instanceof UnixOperatingSystemMXBean unix) ? unix.getOpenFileDescriptorCount() : 0;
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return new Footprint(ManagementFactory.getThreadMXBean().getThreadCount(), files,
				((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory(),
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
	}

	/**
	 * Compares with an earlier footprint, leaving room for what is only kept ready.
	 * @param before the earlier one
	 * @return whether nothing has grown
	 */
	boolean isNoMoreThan(Footprint before) {
		int mega = 1024 * 1024;
		return this.threads <= before.threads && this.files <= before.files && this.direct <= before.direct + 4 * mega
				&& this.heap <= before.heap + 2 * mega;
	}

	@Override
	public String toString() {
		return "%d threads, %d files, %d KiB direct, %d KiB heap".formatted(this.threads, this.files,
				this.direct / 1024, this.heap / 1024);
	}

}
