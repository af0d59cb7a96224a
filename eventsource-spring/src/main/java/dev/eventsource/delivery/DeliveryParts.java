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
 * @param deadLetters keeps what failed
 * @param tallies counts
 * @param wake has the dispatcher look again
 */
record DeliveryParts(DeliverySettings settings, DeliverySeams seams, DeliveryObserver observer, Lifecycle lifecycle,
		Mailbox mailbox, HandlerList list, Committer committer, DeadLetterOffice deadLetters, Tallies tallies,
		Runnable wake) {

	/**
	 * Makes where events are brought to their end.
	 * @param outcome is told of it
	 * @return one lane, or several
	 */
	Lanes lanes(Lanes.Outcome outcome) {
		UnhandledTypes unhandled = new UnhandledTypes(this.observer);
		DeliverySettings.Handling handling = this.settings.handling();
		if (handling.transactional()) {
			return new TransactionalLane(this, unhandled, outcome);
		}
		if (handling.concurrency() == 1) {
			return new SingleLane(this, unhandled, outcome);
		}
		String orderBy = handling.orderBy();
		KeyQueues keys = (orderBy == null) ? null
				: new KeyQueues(EventKey.of(this.settings, "delivery.order-by", orderBy, this.seams.payloadConverter()),
						this.settings.source());
		return new ParallelLanes(this, unhandled, keys, outcome);
	}

	/**
	 * Returns whether handlers may be called.
	 * @param now the time
	 * @return the mode asked for; a pause while the stream belongs to nobody, or to
	 * another instance
	 */
	Lifecycle.Mode mode(long now) {
		Lifecycle.Mode mode = this.lifecycle.mode();
		boolean waits = mode == Lifecycle.Mode.RUNNING && !this.committer.isOwner(now);
		return waits ? Lifecycle.Mode.PAUSED : mode;
	}

	HandlerTable handlers() {
		return this.list.table();
	}

}
