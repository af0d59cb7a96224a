package dev.eventsource.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that somebody could make, as a change to main sources.
 *
 * @param id its number in the list of mutants
 * @param mistake what it does wrong, in a sentence
 * @param simulation the class that runs a seed: a {@code LongFunction} of what went
 * wrong, or {@code null}
 * @param edits changes to the sources
 */
record Mutant(String id, String mistake, String simulation, List<Edit> edits) {

	private static final String CLIENT = "dev.eventsource.simulation.SeedRunner";

	static Mutant of(String id, String mistake) {
		return new Mutant(id, mistake, CLIENT, List.of());
	}

	/**
	 * Names another simulation that must catch it.
	 * @param runner the class that runs a seed
	 * @return the mutant, to be caught by that one
	 */
	Mutant caughtBy(String runner) {
		return new Mutant(this.id, this.mistake, runner, this.edits);
	}

	/**
	 * Adds a change.
	 * @param type the file it is in, such as {@code delivery.Mailbox}
	 * @param original text that is there exactly once
	 * @param replacement what stands there instead
	 * @return the mutant with this change, too
	 */
	Mutant edit(String type, String original, String replacement) {
		List<Edit> more = new ArrayList<>(this.edits);
		more.add(new Edit(type, original, replacement));
		return new Mutant(this.id, this.mistake, this.simulation, List.copyOf(more));
	}

	@Override
	public String toString() {
		return this.id + ": " + this.mistake;
	}

	/**
	 * A change to one source file.
	 *
	 * @param type the file, as a class below {@code dev.eventsource}
	 * @param original what is replaced; there exactly once
	 * @param replacement by what
	 */
	record Edit(String type, String original, String replacement) {

		String applyTo(String source) {
			int at = source.indexOf(this.original);
			if (at < 0 || source.indexOf(this.original, at + 1) >= 0) {
				throw new IllegalStateException(
						"The text of a mutant is " + ((at < 0) ? "not" : "more than once") + " in " + this.type
								+ ": the code has moved, and the mutant must follow. It looks for:\n" + this.original);
			}
			return source.substring(0, at) + this.replacement + source.substring(at + this.original.length());
		}

	}

}
