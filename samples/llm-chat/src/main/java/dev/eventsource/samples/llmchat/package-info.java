/**
 * Asks a language model, and streams its answer to the console and to a browser.
 */
@NullMarked
package dev.eventsource.samples.llmchat;

import org.jspecify.annotations.NullMarked;
