package dev.eventsource.mutants;

import java.util.function.LongFunction;

import dev.eventsource.testing.QuietLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the simulation says when it has found something, as a planted mistake shows.
 */
@ExtendWith(QuietLog.class)
class FailureReportTests {

	private static final Mutant FORGETFUL = Mutant.of("", "does not send the id when it reconnects")
		.edit("connection.ConnectionEffects", "this.cursor.toSend()", "\"\"");

	private final MutantLoader loader = new MutantLoader(MutantCompiler.compile(FORGETFUL));

	@Test
	void saysHowToSeeItAgainAndLeavesOutWhatDoesNotMatter() {
		LongFunction<?> runs = this.loader.simulation(FORGETFUL.simulation());
		LongFunction<?> reports = this.loader.simulation("dev.eventsource.simulation.FailureReport");
		long failing = 1;
		while (runs.apply(failing) == null) {
			failing++;
		}

		String report = String.valueOf(reports.apply(failing));

		assertThat(report).startsWith("I5: asks from ''").contains("-Dsimulation.seed=" + failing + "\n");
		assertThat(report).containsPattern("without the (8|9)[0-9] of 100 steps").contains("VIOLATION I5");
	}

}
