package dev.eventsource.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Loads the whole library and its tests once more, with some classes replaced. Nothing
 * crosses over but types of the JDK.
 */
final class MutantLoader extends ClassLoader {

	static {
		registerAsParallelCapable();
	}

	private static final String OURS = "dev.eventsource.";

	private final Map<String, byte[]> replaced;

	MutantLoader(Map<String, byte[]> replaced) {
		super(MutantLoader.class.getClassLoader());
		this.replaced = replaced;
	}

	/**
	 * Returns what runs a seed.
	 * @param type name of the class
	 * @return a function that gives what went wrong, or {@code null}
	 */
	@SuppressWarnings("unchecked")
	LongFunction<@Nullable String> simulation(String type) {
		try {
			return (LongFunction<@Nullable String>) loadClass(type).getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(OURS)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) throws ClassNotFoundException {
		byte[] bytes = this.replaced.get(name);
		if (bytes == null) {
			bytes = read(name);
		}
		return defineClass(name, bytes, 0, bytes.length);
	}

	private byte[] read(String name) throws ClassNotFoundException {
		try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (stream == null) {
				throw new ClassNotFoundException(name);
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

}
