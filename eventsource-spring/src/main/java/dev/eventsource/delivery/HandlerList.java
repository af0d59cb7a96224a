package dev.eventsource.delivery;

import dev.eventsource.Registration;

/**
 * The handlers as they come and go, from any thread.
 */
final class HandlerList {

	private final Runnable changed;

	private long added;

	private volatile HandlerTable table = HandlerTable.EMPTY;

	/**
	 * Creates an empty list.
	 * @param changed called after each change
	 */
	HandlerList(Runnable changed) {
		this.changed = changed;
	}

	Registration add(EventHandler handler) {
		HandlerSlot slot;
		synchronized (this) {
			slot = new HandlerSlot(handler, this.added++);
			this.table = this.table.with(slot);
		}
		this.changed.run();
		return () -> remove(slot);
	}

	private void remove(HandlerSlot slot) {
		synchronized (this) {
			if (slot.isRemoved()) {
				return;
			}
			// the table first: who sees the mark must see who is left
			this.table = this.table.without(slot);
			slot.remove();
		}
		this.changed.run();
	}

	HandlerTable table() {
		return this.table;
	}

}
