package dev.eventsource.samples.wall;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * Brings entries to readers. There is one way for them, from the database: what is new
 * only wakes the readers, who then read on behind what they have. So it is all the same
 * whether a reader was away for a second or for a week.
 */
@Component
class Feed {

	private static final int PAGE = 100;

	private final Entries entries;

	private final Sinks.Many<Boolean> wakes = Sinks.many().multicast().directBestEffort();

	Feed(Entries entries) {
		this.entries = entries;
	}

	/**
	 * Adds an entry and tells the readers, unless it is known.
	 * @param entry the entry
	 */
	void add(Entry entry) {
		if (this.entries.add(entry)) {
			wake();
		}
	}

	private synchronized void wake() {
		this.wakes.tryEmitNext(true); // without readers there is nobody to wake
	}

	/**
	 * Returns the entries behind a number, and all to come.
	 * @param number the number
	 * @return without an end
	 */
	Flux<Numbered> after(long number) {
		return Flux.defer(() -> {
			AtomicLong last = new AtomicLong(number);
			return Flux.merge(this.wakes.asFlux(), Flux.just(true))
				.onBackpressureLatest()
				.concatMap((wake) -> unread(last), 1);
		});
	}

	private Flux<Numbered> unread(AtomicLong last) {
		return Mono.fromCallable(() -> nextPage(last))
			.subscribeOn(Schedulers.boundedElastic())
			.repeat()
			.takeUntil((page) -> page.size() < PAGE)
			.concatMapIterable((page) -> page, 1);
	}

	private List<Numbered> nextPage(AtomicLong last) {
		List<Numbered> page = this.entries.after(last.get(), PAGE);
		if (!page.isEmpty()) {
			last.set(page.get(page.size() - 1).number());
		}
		return page;
	}

}
