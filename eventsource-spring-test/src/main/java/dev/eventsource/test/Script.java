package dev.eventsource.test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A response as the server plays it.
 *
 * @param before what happens before the head is written
 * @param head the head
 * @param steps what happens after it
 * @param chunking where the body is cut
 * @param ending what happens at last
 */
record Script(List<Step> before, ResponseHead head, List<Step> steps, Chunking chunking, Ending ending) {

	static Script of(ResponseHead head, Ending ending) {
		return new Script(List.of(), head, List.of(), Chunking.AS_WRITTEN, ending);
	}

	Script before(Step step) {
		return new Script(plus(this.before, step), this.head, this.steps, this.chunking, this.ending);
	}

	Script with(ResponseHead head) {
		return new Script(this.before, head, this.steps, this.chunking, this.ending);
	}

	Script then(Step step) {
		return new Script(this.before, this.head, plus(this.steps, step), this.chunking, this.ending);
	}

	Script with(Chunking chunking) {
		return new Script(this.before, this.head, this.steps, chunking, this.ending);
	}

	Script with(Ending ending) {
		return new Script(this.before, this.head, this.steps, this.chunking, ending);
	}

	/** Whether the script comes to an end of its own and leaves the connection open. */
	boolean leavesOpen() {
		return this.ending.leavesOpen() && this.steps.stream().noneMatch(Step.Endless.class::isInstance);
	}

	byte[] headBytes() {
		long length = this.steps.stream()
			.mapToLong((step) -> (step instanceof Step.Write write) ? write.bytes().length : 0)
			.sum();
		return this.head.toBytes(length);
	}

	List<Step> joinedSteps() {
		if (!this.chunking.merge()) {
			return this.steps;
		}
		List<Step> joined = new ArrayList<>();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (Step step : this.steps) {
			if (step instanceof Step.Write write) {
				bytes.writeBytes(write.bytes());
				continue;
			}
			flush(bytes, joined);
			joined.add(step);
		}
		flush(bytes, joined);
		return joined;
	}

	private static void flush(ByteArrayOutputStream bytes, List<Step> joined) {
		if (bytes.size() > 0) {
			joined.add(new Step.Write(bytes.toByteArray()));
			bytes.reset();
		}
	}

	private static List<Step> plus(List<Step> steps, Step step) {
		List<Step> more = new ArrayList<>(steps);
		more.add(step);
		return List.copyOf(more);
	}

	@Override
	public String toString() {
		String status = (this.head.status() == 0) ? "no head" : String.valueOf(this.head.status());
		return status + (this.before.isEmpty() ? "" : " after " + this.before) + " " + this.steps + " " + this.ending;
	}

}
