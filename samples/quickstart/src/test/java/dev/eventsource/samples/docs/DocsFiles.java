package dev.eventsource.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents for users: README, configuration and guides.
 */
final class DocsFiles {

	static final Path ROOT = Path.of("..", "..");

	static final Path CONFIGURATION = ROOT.resolve("docs/configuration.md");

	private DocsFiles() {
	}

	/**
	 * Returns the fenced blocks of a language.
	 */
	static List<Block> fenced(String language) throws IOException {
		Pattern fence = Pattern.compile("^( *)```" + language + "\\n(.*?)^\\1```$", Pattern.MULTILINE | Pattern.DOTALL);
		List<Block> blocks = new ArrayList<>();
		for (Path file : files()) {
			Matcher matcher = fence.matcher(Files.readString(file));
			while (matcher.find()) {
				blocks.add(new Block(file, matcher.group(2).replaceAll("(?m)^" + matcher.group(1), "")));
			}
		}
		return blocks;
	}

	private static List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md"), CONFIGURATION));
		for (String folder : List.of("docs/guides", "docs/recipes")) {
			try (Stream<Path> pages = Files.list(ROOT.resolve(folder))) {
				pages.sorted().forEach(files::add);
			}
		}
		return files;
	}

	record Block(Path file, String text) {
	}

}
