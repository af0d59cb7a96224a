package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Follows operations on the Stellar network.
 */
@Component
public class Stellar {

	private final List<Operation> operations = new CopyOnWriteArrayList<>();

	@SseListener(source = "operations")
	void onOperation(Operation operation) {
		this.operations.add(operation);
	}

	@SseListener(source = "operations", event = { "open", "close" })
	void onGreeting(String text) {
		// "hello" and "byebye": the server ends each connection after some seconds
	}

	/**
	 * Returns what was done.
	 * @return operations in the order of the ledger
	 */
	public List<Operation> operations() {
		return this.operations;
	}

	/**
	 * An operation on the ledger.
	 *
	 * @param pagingToken the position, the same as the id of the event
	 * @param type such as {@code payment}
	 */
	public record Operation(@JsonProperty("paging_token") String pagingToken, @Nullable String type) {

	}

}
