package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.SseListener;
import dev.eventsource.client.EventSourceClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Calls tools of an MCP server by Streamable HTTP, and hears its notifications.
 */
@Component
public class Mcp {

	private final EventSourceClient server;

	private final List<Message> notifications = new CopyOnWriteArrayList<>();

	Mcp(EventSourceClient mcpCallEventSourceClient) {
		this.server = mcpCallEventSourceClient;
	}

	/**
	 * Calls a tool.
	 * @param tool its name
	 * @param arguments its arguments
	 * @return progress and, as the last one, the result
	 */
	public Flux<Message> call(String tool, Map<String, Object> arguments) {
		return this.server.exchange(Map.of("jsonrpc", "2.0", "id", 5, "method", "tools/call", "params",
				Map.of("name", tool, "arguments", arguments)), Message.class);
	}

	@SseListener(source = "mcp-notifications")
	void onNotification(Message notification) {
		this.notifications.add(notification);
	}

	/**
	 * Returns what the server said without being asked.
	 * @return notifications in their order
	 */
	public List<Message> notifications() {
		return this.notifications;
	}

	/**
	 * A message of JSON-RPC.
	 *
	 * @param method what a notification is about
	 * @param result what came of a call
	 */
	public record Message(@Nullable String method, @Nullable JsonNode result) {

	}

}
