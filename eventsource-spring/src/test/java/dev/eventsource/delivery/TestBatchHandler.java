package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A handler of batches that a test scripts: writes down the ids that come, then does what
 * it is told.
 */
final class TestBatchHandler implements BatchHandler {

	final List<List<String>> seen = new ArrayList<>();

	final List<Acknowledgment> acknowledgments = new ArrayList<>();

	private final String id;

	private Set<String> types = Set.of();

	private int order;

	private boolean acknowledges;

	private Element element = (event) -> event.lastEventId();

	private Action action = (ids) -> null;

	TestBatchHandler(String id) {
		this.id = id;
	}

	TestBatchHandler types(String... types) {
		this.types = Set.of(types);
		return this;
	}

	TestBatchHandler order(int order) {
		this.order = order;
		return this;
	}

	TestBatchHandler acknowledging() {
		this.acknowledges = true;
		return this;
	}

	TestBatchHandler takes(Element element) {
		this.element = element;
		return this;
	}

	TestBatchHandler does(Action action) {
		this.action = action;
		return this;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return this.types;
	}

	@Override
	public int order() {
		return this.order;
	}

	@Override
	public boolean acknowledges() {
		return this.acknowledges;
	}

	@Override
	public @Nullable Object element(MessageEvent event) throws Exception {
		return this.element.of(event);
	}

	@Override
	public @Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) throws Exception {
		List<String> ids = elements.stream().map(String::valueOf).toList();
		this.seen.add(ids);
		this.acknowledgments.add(acknowledgment);
		return this.action.handle(ids);
	}

	interface Element {

		@Nullable Object of(MessageEvent event) throws Exception;

	}

	interface Action {

		@Nullable CompletionStage<?> handle(List<String> ids) throws Exception;

	}

}
