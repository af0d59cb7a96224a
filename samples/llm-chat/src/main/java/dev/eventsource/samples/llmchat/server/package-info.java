/**
 * Stands in for a language model: a recorded answer, whatever the question.
 */
@NullMarked
package dev.eventsource.samples.llmchat.server;

import org.jspecify.annotations.NullMarked;
