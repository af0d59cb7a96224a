package dev.eventsource.samples.wall;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a wall: a post, or a like of one.
 *
 * @param id chosen by whoever made it, so that what comes twice stands there once
 * @param type {@code post} or {@code like}
 * @param wall the wall it was made on
 * @param author who made it
 * @param subject id of the liked post
 * @param text what the post says
 * @param at when it was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(@NotBlank @Size(max = 130) String id, @NotBlank @Pattern(regexp = "post|like") String type,
		@NotBlank @Size(max = 64) String wall, @NotBlank @Size(max = 40) String author,
		@Nullable @Size(max = 64) String subject, @Nullable @Size(max = 500) String text, @NotNull Instant at) {
}
