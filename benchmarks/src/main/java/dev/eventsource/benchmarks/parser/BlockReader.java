package dev.eventsource.benchmarks.parser;

import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads as many events as a corpus has, goes on where it stopped, and looks at the text
 * of each.
 */
interface BlockReader {

	void read(Blackhole sink) throws Exception;

}
