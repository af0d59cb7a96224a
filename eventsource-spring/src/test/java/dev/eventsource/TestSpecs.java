package dev.eventsource;

/**
 * Settings by their component's name, also those that the builder does not offer.
 */
public final class TestSpecs {

	private TestSpecs() {
	}

	/**
	 * Returns settings laid on the built-in ones.
	 * @param namesAndValues such as {@code "delivery.bufferSize", 5}
	 * @return the settings
	 */
	public static EventSourceSpec with(Object... namesAndValues) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder("http://localhost");
		for (int i = 0; i < namesAndValues.length; i += 2) {
			spec.set((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return EventSourceSpec.BUILT_IN.overlay(spec.build());
	}

}
