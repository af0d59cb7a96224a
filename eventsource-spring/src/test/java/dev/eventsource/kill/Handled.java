package dev.eventsource.kill;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What was handled.
 *
 * @param last the last number there was, 1 being the first
 * @param numbers the numbers in the order in which they were handled
 */
record Handled(int last, List<Integer> numbers) {

	/**
	 * Returns what was lost.
	 * @return the numbers that are not there at all
	 */
	List<Integer> lost() {
		Set<Integer> there = new HashSet<>(this.numbers);
		return IntStream.rangeClosed(1, this.last).filter((number) -> !there.contains(number)).boxed().toList();
	}

	/**
	 * Returns where a number was left out, even if it came later on.
	 * @return the numbers before which one is missing
	 */
	List<Integer> leaps() {
		return steps(true);
	}

	/**
	 * Returns how many numbers came again each time it went back.
	 * @return an element for each step back
	 */
	List<Integer> repeats() {
		return steps(false);
	}

	/**
	 * Returns all in short.
	 */
	@Override
	public String toString() {
		int repeated = repeats().stream().mapToInt(Integer::intValue).sum();
		int most = repeats().stream().mapToInt(Integer::intValue).max().orElse(0);
		return "%d events, %d lost, %d repeated, at most %d at once".formatted(this.last, lost().size(), repeated,
				most);
	}

	private List<Integer> steps(boolean forwards) {
		List<Integer> found = new ArrayList<>();
		int before = 0;
		for (int number : this.numbers) {
			if (forwards && number > before + 1) {
				found.add(number);
			}
			if (!forwards && number <= before) {
				found.add(before + 1 - number);
			}
			before = number;
		}
		return found;
	}

}
