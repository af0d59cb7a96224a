package dev.eventsource.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles the changed sources of a mutant, in memory.
 */
final class MutantCompiler {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final String ROOT = "dev.eventsource.";

	private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-parameters");

	private MutantCompiler() {
	}

	/**
	 * Compiles a mutant.
	 * @param mutant the mutant
	 * @return the classes of the files that it changes, by name
	 */
	static Map<String, byte[]> compile(Mutant mutant) {
		Map<String, String> sources = new LinkedHashMap<>();
		for (Mutant.Edit edit : mutant.edits()) {
			sources.put(edit.type(), edit.applyTo(sources.getOrDefault(edit.type(), read(edit.type()))));
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
		StringWriter messages = new StringWriter();
		List<Text> units = sources.entrySet()
			.stream()
			.map((entry) -> new Text(entry.getKey(), entry.getValue()))
			.toList();
		if (!compiler.getTask(messages, memory, null, OPTIONS, null, units).call()) {
			throw new IllegalStateException(mutant + " does not compile:\n" + messages);
		}
		return memory.classes();
	}

	private static String read(String type) {
		try {
			return Files.readString(SOURCES.resolve((ROOT + type).replace('.', '/') + ".java"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Text extends SimpleJavaFileObject {

		private final String source;

		Text(String type, String source) {
			super(URI.create("memory:///" + (ROOT + type).replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
			this.source = source;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.source;
		}

	}

	private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

		private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

		Memory(JavaFileManager next) {
			super(next);
		}

		@Override
		public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
				FileObject sibling) throws IOException {
			if (location != StandardLocation.CLASS_OUTPUT) {
				return super.getJavaFileForOutput(location, name, kind, sibling);
			}
			return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {

				@Override
				public OutputStream openOutputStream() {
					return Memory.this.outputs.computeIfAbsent(name, (key) -> new ByteArrayOutputStream());
				}

			};
		}

		Map<String, byte[]> classes() {
			Map<String, byte[]> classes = new HashMap<>();
			this.outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
			return classes;
		}

	}

}
