package dev.eventsource.listener;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.eventsource.SseListener;

/**
 * Reads the annotations of a method: what the method leaves out comes from its class, and
 * placeholders are resolved.
 */
final class ListenerAnnotations {

	private static final String EVERY_TYPE = "*";

	static final String DEFAULT_TYPE = "message";

	private final ListenerServices services;

	private final ListenerOrder order;

	ListenerAnnotations(ListenerServices services) {
		this.services = services;
		this.order = new ListenerOrder(services.beanFactory());
	}

	/**
	 * Returns a definition an annotation.
	 * @throws ListenerProblem if a value can not be resolved
	 */
	List<ListenerDefinition> read(ListenerSite site) {
		return site.annotations().stream().map((annotation) -> read(site, annotation)).toList();
	}

	private ListenerDefinition read(ListenerSite site, SseListener annotation) {
		Values values = new Values(annotation, site);
		return new ListenerDefinition(site.beanName(), site.beanType(), site.method(),
				resolve(values.text(SseListener::id)), types(values.list(SseListener::event)),
				resolve("source", values.list(SseListener::source)), condition(values.text(SseListener::condition)),
				resolve(values.text(SseListener::errorHandler)), values.batch(), this.order.of(site));
	}

	private Set<String> types(String[] values) {
		Set<String> types = resolve("event", values);
		if (types.contains(EVERY_TYPE)) {
			return Set.of();
		}
		return types.isEmpty() ? Set.of(DEFAULT_TYPE) : Set.copyOf(types);
	}

	private Set<String> resolve(String attribute, String[] values) {
		Set<String> resolved = new LinkedHashSet<>();
		for (String value : values) {
			String text = resolve(value);
			if (text.isBlank()) {
				throw new ListenerProblem("has an empty " + attribute + ", from '" + value + "'",
						"Name one, or leave '" + attribute + "' out.");
			}
			resolved.add(text);
		}
		return resolved;
	}

	private String resolve(String value) {
		return resolve(value, this.services::resolve);
	}

	// #{...} is not for conditions: they are expressions themselves
	private String condition(String value) {
		return resolve(value, this.services::resolvePlaceholders);
	}

	private static String resolve(String value, Function<String, String> resolver) {
		try {
			return value.isEmpty() ? value : resolver.apply(value);
		}
		catch (RuntimeException ex) {
			throw new ListenerProblem("has the value '" + value + "', which can not be resolved",
					"Set the property that it names, or give a default as in ${name:default}.");
		}
	}

	/** An annotation laid on the defaults of the class. */
	private record Values(SseListener annotation, ListenerSite site) {

		String text(Function<SseListener, String> attribute) {
			String own = attribute.apply(this.annotation);
			SseListener defaults = this.site.defaults();
			return (own.isEmpty() && defaults != null) ? attribute.apply(defaults) : own;
		}

		boolean batch() {
			SseListener defaults = this.site.defaults();
			return this.annotation.batch() || (defaults != null && defaults.batch());
		}

		String[] list(Function<SseListener, String[]> attribute) {
			String[] own = attribute.apply(this.annotation);
			SseListener defaults = this.site.defaults();
			return (own.length == 0 && defaults != null) ? attribute.apply(defaults) : own;
		}

	}

}
