package dev.eventsource.samples.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Size of a page in bytes.
 *
 * @param old before the change; {@code null} for a new page
 * @param now after the change; {@code null} if it is not known
 */
public record Length(@Nullable Integer old, @JsonProperty("new") @Nullable Integer now) {
}
