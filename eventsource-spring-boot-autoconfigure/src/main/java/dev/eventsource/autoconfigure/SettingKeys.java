package dev.eventsource.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The keys there are, as a tree: a key is a value, a group of keys, or a group that takes
 * any name.
 *
 * @param path the key with all groups around it, dashed
 * @param type the type of its value
 * @param children keys below it by their uniform form; empty if it is no group
 */
record SettingKeys(String path, Class<?> type, Map<String, SettingKeys> children) {

	/** The keys of one source. */
	static final SettingKeys SOURCE = of("", EventSourceSpec.class);

	/** The keys that belong to no source. */
	static final SettingKeys GLOBAL = new SettingKeys("", Object.class,
			Map.of("enabled", leaf("enabled", Boolean.class), "autostartup", leaf("auto-startup", Boolean.class),
					"maxconcurrentconnects", leaf("max-concurrent-connects", Integer.class), "executor",
					group("executor", Map.of("threads", leaf("executor.threads", Integer.class))), "checkpoint",
					group("checkpoint",
							Map.of("jdbc", table("checkpoint.jdbc"), "redis",
									group("checkpoint.redis",
											Map.of("keyprefix", leaf("checkpoint.redis.key-prefix", String.class))))),
					"deadletter",
					group("dead-letter",
							Map.of("store", leaf("dead-letter.store", EventSourceProperties.DeadLetterPlace.class),
									"jdbc", table("dead-letter.jdbc")))));

	private static SettingKeys table(String path) {
		return group(path, Map.of("table", leaf(path + ".table", String.class), "initializeschema",
				leaf(path + ".initialize-schema", EventSourceProperties.InitializeSchema.class)));
	}

	private static SettingKeys group(String path, Map<String, SettingKeys> children) {
		return new SettingKeys(path, Object.class, children);
	}

	private static SettingKeys leaf(String path, Class<?> type) {
		return new SettingKeys(path, type, Map.of());
	}

	private static SettingKeys of(String path, Class<?> type) {
		if (!type.isRecord()) {
			return leaf(path, type);
		}
		Map<String, SettingKeys> children = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String dashed = DataObjectPropertyName.toDashedForm(component.getName());
			String childPath = path.isEmpty() ? dashed : path + "." + dashed;
			children.put(dashed.replace("-", ""), of(childPath, component.getType()));
		}
		return new SettingKeys(path, type, children);
	}

	boolean isGroup() {
		return !this.children.isEmpty();
	}

	boolean takesAnyName() {
		return this.type == Map.class;
	}

	boolean isList() {
		return this.type == List.class;
	}

	String lastElement() {
		return this.path.substring(this.path.lastIndexOf('.') + 1);
	}

	@Nullable SettingKeys child(String uniform) {
		return this.children.get(uniform);
	}

	/**
	 * Returns every key below this one that has no keys below itself.
	 * @return the keys
	 */
	List<SettingKeys> leaves() {
		List<SettingKeys> leaves = new ArrayList<>();
		for (SettingKeys child : this.children.values()) {
			if (child.isGroup()) {
				leaves.addAll(child.leaves());
			}
			else {
				leaves.add(child);
			}
		}
		return leaves;
	}

}
