package dev.eventsource.benchmarks.client;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What a process has used up until now, all its threads together: the compiler's and the
 * collector's too.
 *
 * @param events events it has taken
 * @param cpuNanos time on processors
 * @param allocated bytes allocated by threads that live
 * @param gcMillis time in collections
 * @param jitMillis time in compilations
 * @param nanoTime when this was read
 */
record ProcessReading(long events, long cpuNanos, long allocated, long gcMillis, long jitMillis, long nanoTime) {

	static ProcessReading now(long events) {
		return new ProcessReading(events, cpu(), allocatedNow(), gc(), jit(), System.nanoTime());
	}

	static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static long allocatedNow() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).filter((id) -> id > 0).sum();
	}

	static long jit() {
		return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
	}

	private static long gc() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionTime)
			.sum();
	}

}
