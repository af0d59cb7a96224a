package dev.eventsource.samples.wall;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a person posts.
 *
 * @param author who
 * @param text what
 */
record Post(@NotBlank @Size(max = 40) String author, @NotBlank @Size(max = 500) String text) {
}
