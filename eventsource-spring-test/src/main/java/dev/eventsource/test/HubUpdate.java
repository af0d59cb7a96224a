package dev.eventsource.test;

import java.util.List;

/**
 * An update as a hub keeps and sends it.
 *
 * @param topics the canonical topic and its alternates
 * @param data its content
 * @param secret whether only those may read it whose token says so
 * @param id its id
 * @param type its type, empty for none
 * @param retry reconnection time, empty for none
 */
record HubUpdate(List<String> topics, String data, boolean secret, String id, String type, String retry) {

	String toWire() {
		StringBuilder wire = new StringBuilder();
		wire.append(this.type.isEmpty() ? "" : "event: " + this.type + "\n");
		wire.append(this.retry.isEmpty() ? "" : "retry: " + this.retry + "\n");
		wire.append("id: ").append(this.id).append('\n');
		for (String line : this.data.split("\r\n|\r|\n", -1)) {
			wire.append("data: ").append(line).append('\n');
		}
		return wire.append('\n').toString();
	}

}
