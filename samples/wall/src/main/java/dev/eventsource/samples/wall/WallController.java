package dev.eventsource.samples.wall;

import java.time.Instant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what people do. Each thing has an id of theirs, so that a page which has got no
 * answer just says it again.
 */
@RestController
class WallController {

	private final Feed feed;

	private final WallSettings wall;

	WallController(Feed feed, WallSettings wall) {
		this.feed = feed;
		this.wall = wall;
	}

	@GetMapping("/about")
	WallSettings about() {
		return this.wall;
	}

	@PutMapping("/posts/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> post(@PathVariable @Size(max = 64) String id, @RequestBody @Valid Post post) {
		return add(new Entry(id, "post", this.wall.name(), post.author(), null, post.text(), Instant.now()));
	}

	@PutMapping("/posts/{id}/likes/{author}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> like(@PathVariable @Size(max = 64) String id, @PathVariable @NotBlank @Size(max = 40) String author) {
		return add(new Entry(id + "/likes/" + author, "like", this.wall.name(), author, id, null, Instant.now()));
	}

	private Mono<Void> add(Entry entry) {
		return Mono.<Void>fromRunnable(() -> this.feed.add(entry)).subscribeOn(Schedulers.boundedElastic());
	}

}
