package dev.eventsource.listener;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each listener an id of its own: the one in its annotation, else
 * {@code Type.method}, numbered from the second one on.
 */
final class ListenerIds {

	private final Map<String, ListenerDefinition> given = new HashMap<>();

	private final Set<String> taken = new HashSet<>();

	ListenerIds(List<ListenerDefinition> definitions) {
		definitions.stream()
			.filter((definition) -> !definition.id().isEmpty())
			.forEach((definition) -> this.given.putIfAbsent(definition.id(), definition));
	}

	/**
	 * Returns the id of a listener.
	 * @throws ListenerProblem if another one was given the same id
	 */
	String of(ListenerDefinition definition) {
		String id = definition.id();
		if (id.isEmpty()) {
			return free(definition.name());
		}
		ListenerDefinition owner = this.given.get(id);
		if (owner != null && owner != definition) {
			throw new ListenerProblem("has the id '" + id + "', which " + owner.signature() + " has too",
					"Give each listener an id of its own, or leave it out.");
		}
		return id;
	}

	private String free(String name) {
		String id = name;
		for (int number = 2; this.given.containsKey(id) || !this.taken.add(id); number++) {
			id = name + "#" + number;
		}
		return id;
	}

}
