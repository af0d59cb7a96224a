package dev.eventsource.mutants;

import java.util.List;

/**
 * The mistakes. Text is matched to the letter, tabs included; short texts on one line
 * follow the code best.
 */
final class Mutants {

	private static final String DELIVERY = "dev.eventsource.delivery.DeliverySeedRunner";

	private static final String CLUSTER = "dev.eventsource.client.ClusterSeedRunner";

	private static final String TRANSACTIONS = "dev.eventsource.client.TransactionSeedRunner";

	private static final String NOW = "this.parts.seams().timer().nanoTime()";

	private Mutants() {
	}

	static List<Mutant> all() {
		return List.of(//
				Mutant.of("M1", "commits an event before it is handled")
					.edit("delivery.Dispatcher", "this.lanes.begin(new CurrentEvent(event));", """
							this.lanes.begin(new CurrentEvent(event));
							this.acknowledger.passed(event.lastEventId(), this.lanes.now());"""),
				Mutant.of("M1b", "commits an event of a quick run before it is handled")
					.edit("delivery.QuickRun", "this.running.goOn(slot, this.calls.now());",
							"this.parts.committer().moved(event.lastEventId(), this.calls.now());"),
				Mutant.of("M1c", "does not commit what a quick run has handled")
					.edit("delivery.QuickRun", "this.parts.committer().reached(handled.lastEventId());", ""),
				Mutant.of("M2", "commits the newest event that is handled, whatever is missing before it")
					.edit("delivery.Acknowledger", "this.unfinished--;", """
							this.unfinished--;
							this.committer.moved(event.event().lastEventId(), now);""")
					.caughtBy(DELIVERY),
				Mutant.of("M3", "starts the backoff over whenever it connects")
					.edit("connection.ConnectionMemory", "this.attempts, this.failures, 0, this.retry,",
							"this.attempts, 0, 0, this.retry,"),
				Mutant.of("M4a", "does not send the id when it reconnects")
					.edit("connection.ConnectionEffects", "this.cursor.toSend()", "\"\""),
				Mutant.of("M4b", "does not seed the parser of a new stream with the id")
					.edit("connection.StreamReader", "this.cursor.received(), beginning", "\"\", beginning"),
				Mutant.of("M5", "shortens delays by jitter, too")
					.edit("connection.ReconnectDelay", "this.jitter * chance", "this.jitter * (chance - 0.5)"),
				Mutant.of("M6", "dispatches what was begun when the stream ended")
					.edit("connection.ExchangeSignals",
							"this.inbox.send(() -> this.effects.lost(this.line, Failure.end()));", """
									onBody(ByteBuffer.wrap(new byte[] { '\\n', '\\n' }));
									this.inbox.send(() -> this.effects.lost(this.line, Failure.end()));"""),
				Mutant.of("M7", "keeps the mailbox over a stop")
					.edit("delivery.Mailbox", "this.run.incrementAndGet();", ""),
				Mutant.of("M7b", "keeps the mailbox over the loss of ownership")
					.edit("delivery.Mailbox", "this.run.incrementAndGet();", "")
					.caughtBy(CLUSTER),
				Mutant.of("M8", "forgets to ask for more when the mailbox has been emptied")
					.edit("delivery.Mailbox", "this.roomAvailable.run();", ""),
				Mutant.of("M9a", "does not take the id of an event over the limit")
					.edit("parser.EventBlock", "= this.id.commit();", "= !this.data.isTooLarge() && this.id.commit();"),
				Mutant.of("M9b", "does not commit the id of an event over the limit")
					.edit("delivery.Dispatcher", "passed(skipped.lastEventId());", ""),
				Mutant.of("M10", "starts from the received id")
					.edit("client.Ownership", "this.granted.accept(claim.lastEventId());", """
							String received = this.parts.connection().lastEventId();
							this.granted.accept(received.isEmpty() ? claim.lastEventId() : received);"""),
				Mutant.of("M11", "hands an event out again after a pause that came while it was handled")
					.edit("delivery.HandlerCalls", "attempt.next();",
							"if (this.parts.lifecycle().mode() != Mode.PAUSED) { attempt.next(); }"),
				Mutant.of("M11b", "hands an event of a quick run out again after a pause that came meanwhile")
					.edit("delivery.QuickRun", "if (!call(event, slot)) {",
							"if (!call(event, slot) || this.parts.lifecycle().mode() == Mode.PAUSED) {"),
				Mutant.of("M12a", "takes signals of an exchange that was given up")
					.edit("connection.ConnectionState",
							"signal.epoch() != Signal.ANY && signal.epoch() != memory().epoch()", "false"),
				Mutant.of("M12b", "takes bytes of an exchange that was given up")
					.edit("connection.ConnectionEffects", "if (line != this.line || reader == null) {",
							"if (reader == null) {")
					.edit("connection.ConnectionEffects", "reader.halt();", ""),
				Mutant.of("M13", "commits the received id when it stops")
					.edit("client.GracefulStop", ".whenComplete((none, ex) -> done.complete(null));", """
							.thenCompose((none) -> this.parts.delivery().keeper().save(
									this.parts.connection().lastEventId(), this.parts.shared().timer().instant()))
							.whenComplete((none, ex) -> done.complete(null));"""),
				Mutant.of("M14", "stores a position whoever owns the stream by now")
					.edit("checkpoint.StoredPosition", "if (before.isOver(asked)) {", "if (before.isGivenUp()) {")
					.edit("checkpoint.Writes", "theirs.owner().equals(mine.owner()) && theirs.fence() == mine.fence()",
							"true")
					.caughtBy(CLUSTER),
				Mutant.of("M15", "takes an event for handled from when it has begun")
					.edit("delivery.Deduplication", "this.begun.add(own);", "this.handled.add(own);")
					.caughtBy(DELIVERY),
				Mutant.of("M16", "reconnects from the committed id")
					.edit("connection.EventReceiver", "boolean hasRoom();",
							"boolean hasRoom(); default String committed() { return \"\"; }")
					.edit("client.StreamInlet", "@Override\n\tpublic boolean hasRoom()",
							"@Override\n\tpublic String committed() { return this.delivery.keeper().committedId(); }\n"
									+ "\t@Override\n\tpublic boolean hasRoom()")
					.edit("connection.ConnectionEffects", "this.cursor.toSend()", "this.receiver.committed()"),
				Mutant.of("M17", "commits the id of a block without data ahead of the events before it")
					.edit("delivery.Delivery", "this.parts.mailbox().add(new Entry.Position(lastEventId));",
							"this.acknowledger.passed(lastEventId, " + NOW + ");"),
				Mutant.of("M18a", "goes on looking after a source that was stopped")
					.edit("client.SourceControl", "this.run++;\n\t\tthis.parts.sweep().remove(this.tick);",
							"this.run++;"),
				Mutant.of("M18b", "lets the timer of an exchange run on")
					.edit("connection.Line", "cancelTimer();\n\t\tif (this.exchange", "if (this.exchange"),
				Mutant.of("M19", "goes on although the publisher has refused a dead letter")
					.edit("delivery.DeadLetterOffice", "catch (Throwable ex) {\n\t\t\t\ttryLater(ex);\n\t\t\t\treturn;",
							"catch (Throwable ex) {"),
				Mutant.of("M20", "starts from nowhere when the store can not be read")
					.edit("client.Ownership", "this.failures++;", """
							if (this.failures++ >= 0) {
								this.held = true;
								this.granted.accept("");
								return;
							}"""),
				Mutant.of("M21", "lets the idle clock run while the mailbox is full")
					.edit("connection.StreamReader", "overdue(this.demand.isOutstanding(), now)", "overdue(true, now)"),
				Mutant.of("M22", "fails at each attempt to send an id that no header may carry")
					.edit("connection.Cursor", "this.send && HeaderRules.isValue(id) &&", "this.send &&"),
				Mutant.of("M23", "keeps its place at the gate when an attempt has failed")
					.edit("connection.Line", "if (this.exchange != null) {\n\t\t\tthis.exchange.cancel();\n\t\t}",
							"if (this.exchange != null) { this.exchange.cancel(); return; }"),
				Mutant.of("M24", "leaves the gate before it has let go of its exchange")
					.edit("connection.Line", "cancelTimer();\n\t\tif (this.exchange",
							"cancelTimer();\n\t\tleaveGate();\n\t\tif (this.exchange"),
				Mutant.of("M25", "connects for a listener that comes before the start is complete")
					.edit("client.SourceControl", "this.waitsForListener = false;\n\t\tthis.run++;", "this.run++;"),
				Mutant.of("M26", "calls the store on whatever thread asks for it")
					.edit("checkpoint.StoreLane", ".thenRunAsync(() -> answer(call, answer), this.executor)",
							".thenRun(() -> answer(call, answer))"),
				Mutant.of("M27", "calls a listener that has left")
					.edit("delivery.EventLane", "else if (slot.isRemoved()) {", "else if (false) {")
					.edit("delivery.HandlerCalls", "|| slot.isRemoved()) {", ") {")
					.edit("delivery.QuickRun", "|| slot.isRemoved()) {", ") {")
					.edit("delivery.HandlerCalls", "boolean handlerLeft = attempt.phase()",
							"boolean handlerLeft = false && attempt.phase()"),
				Mutant.of("M28", "renews a lease with the position from before a transaction")
					.edit("checkpoint.Writes", "(this.known != null) ? this.known : before;", "before;")
					.caughtBy(TRANSACTIONS),
				Mutant.of("M29", "repeats what was committed although its answer was lost")
					.edit("delivery.TransactionalLane", "(!done && attempt.step() == Step.COMMIT) ? attempt : null;",
							"null;")
					.caughtBy(TRANSACTIONS),
				Mutant.of("M30", "takes a commit that failed for one whose answer was lost")
					.edit("delivery.TransactionalLane", "done = this.parts.committer().isSavedAfterAll();",
							"done = true;")
					.caughtBy(TRANSACTIONS),
				Mutant.of("M31", "stores the position of a transaction behind it")
					.edit("delivery.TransactionalAttempt", "this.parts.committer().saveWithin(", "this.position = (")
					.edit("delivery.TransactionalAttempt", "private Step step = Step.BEGIN;",
							"private Step step = Step.BEGIN; private String position = \"\";")
					.edit("delivery.TransactionalAttempt", ".run(this);\n\t\t\treturn true;",
							".run(this);\n\t\t\tthis.parts.committer().saveWithin(this.position);\n\t\t\treturn true;")
					.caughtBy(TRANSACTIONS),
				Mutant.of("M32", "stores in a transaction whoever owns the stream by now")
					.edit("checkpoint.StoredPosition", "if (tenure().isOver(this.timer.nanoTime())) {", "if (false) {")
					.edit("checkpoint.Writes", "theirs.owner().equals(mine.owner()) && theirs.fence() == mine.fence()",
							"true")
					.caughtBy(TRANSACTIONS));
	}

}
