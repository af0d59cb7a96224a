package dev.eventsource.test;

/**
 * An event as a server writes it.
 *
 * @param type the event's type, empty for none (which clients take for {@code message})
 * @param id the event's id, empty for none
 * @param data the event's data; every line becomes one {@code data} field
 */
public record ServerEvent(String type, String id, String data) {

	/**
	 * Returns an event of no particular type.
	 * @param id the event's id, empty for none
	 * @param data the event's data
	 * @return the event
	 */
	public static ServerEvent of(String id, String data) {
		return new ServerEvent("", id, data);
	}

	/**
	 * Returns the event as it goes over the wire, the blank line at its end included.
	 * @return the lines of the event, each ended by a line feed
	 */
	public String toWire() {
		StringBuilder lines = new StringBuilder();
		if (!this.type.isEmpty()) {
			lines.append("event: ").append(this.type).append('\n');
		}
		if (!this.id.isEmpty()) {
			lines.append("id: ").append(this.id).append('\n');
		}
		for (String line : this.data.split("\r\n|\r|\n", -1)) {
			lines.append("data: ").append(line).append('\n');
		}
		return lines.append('\n').toString();
	}

}
