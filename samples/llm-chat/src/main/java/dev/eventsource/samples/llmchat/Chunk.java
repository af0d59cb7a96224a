package dev.eventsource.samples.llmchat;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A piece of the answer, as the API sends it. What is not named here is passed over.
 */
record Chunk(@Nullable List<Choice> choices) {

	/**
	 * Returns the text of this piece; {@code null} in those that only count tokens.
	 */
	@Nullable String text() {
		if (this.choices == null || this.choices.isEmpty()) {
			return null;
		}
		Delta delta = this.choices.get(0).delta();
		return (delta != null) ? delta.content() : null;
	}

	record Choice(@Nullable Delta delta) {
	}

	record Delta(@Nullable String content) {
	}

}
