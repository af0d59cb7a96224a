package dev.eventsource.autoconfigure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Guesses which key was meant.
 */
final class SettingSuggestion {

	private SettingSuggestion() {
	}

	/**
	 * Guesses a key of the same group by its spelling, else one elsewhere that ends like
	 * the one typed.
	 * @param typed uniform form of the element that is not known
	 * @param group where it was typed
	 * @param root where to look elsewhere
	 * @return the key, or {@code null} if nothing comes near
	 */
	static @Nullable SettingKeys of(String typed, SettingKeys group, SettingKeys root) {
		return Stream.concat(nearest(typed, group), elsewhere(typed, root)).findFirst().orElse(null);
	}

	/**
	 * Guesses one of several words.
	 * @param typed the word that is not known
	 * @param words those that are
	 * @return the nearest word, or {@code null} if none comes near
	 */
	static @Nullable String of(String typed, List<String> words) {
		return words.stream()
			.filter((word) -> isNear(typed, word))
			.min(Comparator.comparingInt((word) -> distance(typed, word)))
			.orElse(null);
	}

	private static Stream<SettingKeys> nearest(String typed, SettingKeys group) {
		String nearest = of(typed, List.copyOf(group.children().keySet()));
		return Stream.ofNullable((nearest != null) ? group.child(nearest) : null);
	}

	private static Stream<SettingKeys> elsewhere(String typed, SettingKeys root) {
		return root.leaves().stream().filter((leaf) -> isNear(typed, uniform(leaf.lastElement())));
	}

	private static String uniform(String dashed) {
		return dashed.replace("-", "");
	}

	private static boolean isNear(String typed, String word) {
		return distance(typed, word) <= Math.max(1, Math.min(typed.length(), word.length()) / 3);
	}

	private static int distance(String left, String right) {
		int[] costs = new int[right.length() + 1];
		Arrays.setAll(costs, (column) -> column);
		for (int row = 1; row <= left.length(); row++) {
			costs = nextRow(costs, left.charAt(row - 1), right);
		}
		return costs[right.length()];
	}

	private static int[] nextRow(int[] above, char typed, String right) {
		int[] costs = new int[above.length];
		costs[0] = above[0] + 1;
		for (int column = 1; column < costs.length; column++) {
			int replaced = above[column - 1] + ((typed == right.charAt(column - 1)) ? 0 : 1);
			costs[column] = Math.min(replaced, 1 + Math.min(above[column], costs[column - 1]));
		}
		return costs;
	}

}
