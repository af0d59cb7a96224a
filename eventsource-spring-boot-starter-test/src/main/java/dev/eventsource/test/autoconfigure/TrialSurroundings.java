package dev.eventsource.test.autoconfigure;

import java.util.function.Consumer;

import dev.eventsource.DeadLetterPublisher;
import org.jspecify.annotations.Nullable;

/**
 * What delivery needs of the application.
 *
 * @param deadLetterPublisher keeps dead letters, or {@code null}
 * @param applicationEvents takes application events
 */
record TrialSurroundings(@Nullable DeadLetterPublisher deadLetterPublisher, Consumer<Object> applicationEvents) {

}
