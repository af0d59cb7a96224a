package dev.eventsource.benchmarks.parser;

import java.lang.management.ManagementFactory;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Time of the measuring thread on a processor, which other processes do not lengthen.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {

	public long blocks;

	public long cpuNanos;

	private long begun;

	@Setup(Level.Iteration)
	public void begin() {
		this.blocks = 0;
		this.begun = ofThread();
	}

	@TearDown(Level.Iteration)
	public void end() {
		this.cpuNanos = ofThread() - this.begun;
	}

	static long ofThread() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

}
