package dev.eventsource.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What the received id is, and what of it a request must carry.
 */
final class SentId {

	private static final int TRIES = 3;

	private String received = "";

	private @Nullable String setAside;

	private int rejections;

	void start(String committed) {
		this.received = committed;
		this.setAside = null;
		this.rejections = 0;
	}

	String received() {
		return this.received;
	}

	boolean moveTo(String id) {
		boolean moved = !id.equals(this.received);
		this.received = id;
		return moved;
	}

	/** The server answers 400, which may mean the id. */
	void rejected() {
		if (!expected().isEmpty() && ++this.rejections == TRIES) {
			this.setAside = this.received;
			this.rejections = 0;
		}
	}

	void accepted() {
		this.rejections = 0;
	}

	String expected() {
		boolean unusable = this.received.equals(this.setAside) || this.received.indexOf('\u0001') >= 0;
		return unusable ? "" : Server.strip(this.received);
	}

}
