package dev.eventsource.benchmarks.startup;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

/**
 * Prints how long a process has taken up to now, and ends it.
 */
final class StartTimes {

	private StartTimes() {
	}

	static void print() {
		long ready = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
		int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
		System.out.printf(Locale.ROOT, "{\"readyMillis\":%d,\"cpuMillis\":%.1f,\"classes\":%d}%n", ready, cpu / 1e6,
				classes);
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

}
