package dev.eventsource.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

/**
 * A source file of ours with its syntax tree.
 *
 * @param path where it is, from the project's root
 * @param lines its lines
 * @param tree its syntax tree
 * @param trees where positions in the tree are looked up
 */
record SourceFile(Path path, List<String> lines, CompilationUnitTree tree, Trees trees) {

	/**
	 * Returns the folders of the modules and samples.
	 * @return each with a {@code pom.xml} and a {@code src}
	 */
	static List<Path> modules() {
		Path root = Path.of("").toAbsolutePath().getParent();
		try (Stream<Path> folders = Files.walk(root, 2)) {
			return folders.filter((folder) -> Files.exists(folder.resolve("pom.xml")))
				.filter((folder) -> Files.isDirectory(folder.resolve("src")))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Parses the files below a folder.
	 * @param folder of main or test code; may be missing
	 * @return its files
	 */
	static List<SourceFile> below(Path folder) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
			return sources.isEmpty() ? List.of() : parse(sources);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the line on which a position lies.
	 * @param position characters from the file's start
	 * @return the line, from 1
	 */
	long line(long position) {
		return this.tree.getLineMap().getLineNumber(position);
	}

	private static List<SourceFile> parse(List<Path> sources) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources));
			Trees trees = Trees.instance(task);
			return Stream.iterate(task.parse().iterator(), Iterator::hasNext, (iterator) -> iterator)
				.map((iterator) -> of(iterator.next(), trees))
				.toList();
		}
	}

	private static SourceFile of(CompilationUnitTree tree, Trees trees) {
		try {
			Path path = Path.of(tree.getSourceFile().toUri());
			Path root = Path.of("").toAbsolutePath().getParent();
			return new SourceFile(root.relativize(path), Files.readAllLines(path), tree, trees);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
