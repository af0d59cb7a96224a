package dev.eventsource.conformance;

import java.util.List;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.eventsource.testing.Heard;
import org.slf4j.LoggerFactory;

/**
 * The lines that a source logs, each as level and text.
 */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.eventsource");

	private final Heard<String> lines = new Heard<>();

	private final Pattern source;

	LogLines(String source) {
		this.source = Pattern.compile("\\b" + source + "\\b");
		this.logger.setLevel(Level.DEBUG);
		this.logger.setAdditive(false);
		this.logger.addAppender(this);
		start();
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (this.source.matcher(event.getFormattedMessage()).find()) {
			this.lines.accept(event.getLevel() + " " + event.getFormattedMessage());
		}
	}

	List<String> all() {
		return this.lines.all();
	}

	List<String> of(Level level) {
		return all().stream().filter((line) -> line.startsWith(level + " ")).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

}
