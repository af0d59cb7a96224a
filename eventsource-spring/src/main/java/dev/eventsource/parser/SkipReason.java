package dev.eventsource.parser;

/** Why an event was passed over. */
public enum SkipReason {

	TOO_LARGE

}
