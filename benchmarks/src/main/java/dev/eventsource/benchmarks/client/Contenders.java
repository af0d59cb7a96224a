package dev.eventsource.benchmarks.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All clients by their names. Those that end in {@code -json} bind each event to a
 * record; {@code shared-listeners-10} and the like have listeners for so many types more.
 */
public final class Contenders {

	private static final Map<String, Supplier<Contender>> ALL = new LinkedHashMap<>();

	static {
		ALL.put("direct", () -> OurSources.withMeters("direct"));
		ALL.put("shared", () -> OurSources.withMeters("shared"));
		ALL.put("okhttp-sse", OkHttpSse::texts);
		ALL.put("okhttp-eventsource", OkHttpEventSource::texts);
		ALL.put("okhttp-eventsource-background", OkHttpBackground::new);
		ALL.put("jersey", JerseySse::new);
		ALL.put("webclient", WebClientSse::texts);
		ALL.put("shared-json", () -> new OurApplication("shared"));
		ALL.put("direct-json", () -> new OurApplication("direct"));
		ALL.put("okhttp-sse-json", OkHttpSse::records);
		ALL.put("okhttp-eventsource-json", OkHttpEventSource::records);
		ALL.put("webclient-json", WebClientSse::records);
		ALL.put("webclient-retry", WebClientSse::again);
		ALL.put("shared-without-meters", () -> OurSources.withoutMeters("shared"));
		ALL.put("direct-without-meters", () -> OurSources.withoutMeters("direct"));
	}

	private Contenders() {
	}

	/**
	 * Returns the names.
	 * @return in the order of tables
	 */
	public static List<String> names() {
		return List.copyOf(ALL.keySet());
	}

	static Contender named(String name) {
		int listeners = name.indexOf("-listeners-");
		if (listeners > 0) {
			int number = Integer.parseInt(name.substring(listeners + "-listeners-".length()));
			return OurSources.withMeters(name.substring(0, listeners)).andListeners(number);
		}
		Supplier<Contender> contender = ALL.get(name);
		if (contender == null) {
			throw new IllegalArgumentException("Unknown client " + name + "; known: " + names());
		}
		return contender.get();
	}

}
