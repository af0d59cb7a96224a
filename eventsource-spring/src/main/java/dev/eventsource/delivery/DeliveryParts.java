package dev.eventsource.delivery;

/**
 * What the stages of one source's delivery share.
 *
 * @param settings settings of the source
 * @param seams what is needed from outside
 * @param observer is told what becomes of events; does not throw
 * @param lifecycle whether events may be dispatched
 * @param mailbox what waits
 * @param list who handles events
 * @param committer brings positions to the store
 * @param tallies counts
 * @param wake has the dispatcher look again
 */
record DeliveryParts(DeliverySettings settings, DeliverySeams seams, DeliveryObserver observer, Lifecycle lifecycle,
		Mailbox mailbox, HandlerList list, Committer committer, Tallies tallies, Runnable wake) {

	HandlerTable handlers() {
		return this.list.table();
	}

}
