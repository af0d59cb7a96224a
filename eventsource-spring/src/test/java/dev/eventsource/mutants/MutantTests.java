package dev.eventsource.mutants;

import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.eventsource.testing.QuietLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Plants each mistake in the library and looks whether the simulation finds it.
 */
@ExtendWith(QuietLog.class)
class MutantTests {

	private static final int SEEDS = 20_000;

	private static final int SEEDS_WITHOUT = 100;

	static List<Mutant> mutants() {
		return Mutants.all();
	}

	static Stream<String> simulations() {
		return mutants().stream().map(Mutant::simulation).distinct();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("mutants")
	void isCaught(Mutant mutant) {
		LongFunction<@Nullable String> simulation = new MutantLoader(MutantCompiler.compile(mutant))
			.simulation(mutant.simulation());

		Finding finding = search(simulation, SEEDS);

		assertThat(finding.violation()).as("%s; seeds run: %d", mutant, finding.seed()).isNotNull();
	}

	@ParameterizedTest
	@MethodSource("simulations")
	void nothingIsFoundWithoutAMutant(String name) {
		LongFunction<@Nullable String> simulation = new MutantLoader(Map.of()).simulation(name);

		assertThat(search(simulation, SEEDS_WITHOUT).violation()).isNull();
	}

	@Test
	void textThatHasMovedIsToldOf() {
		Mutant.Edit gone = new Mutant.Edit("delivery.Mailbox", "no such text", "");
		Mutant.Edit twice = new Mutant.Edit("delivery.Mailbox", "a", "");

		assertThatIllegalStateException().isThrownBy(() -> gone.applyTo("aa"))
			.withMessageContaining("not in delivery.Mailbox");
		assertThatIllegalStateException().isThrownBy(() -> twice.applyTo("aa")).withMessageContaining("more than once");
	}

	private static Finding search(LongFunction<@Nullable String> simulation, int seeds) {
		for (long seed = 1; seed <= seeds; seed++) {
			String violation = simulation.apply(seed);
			if (violation != null) {
				return new Finding(seed, violation);
			}
		}
		return new Finding(seeds, null);
	}

	private record Finding(long seed, @Nullable String violation) {

	}

}
