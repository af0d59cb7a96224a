package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.EventId;
import dev.eventsource.EventType;
import dev.eventsource.SseListener;

import org.springframework.stereotype.Component;

/**
 * Follows the users of an Auth0 tenant.
 */
@Component
public class Auth0 {

	private final List<String> users = new CopyOnWriteArrayList<>();

	@SseListener(source = "auth0", event = { "user.created", "user.updated" })
	void onUser(@EventId String offset, User user) {
		this.users.add(user.data().object().email());
	}

	@SseListener(source = "auth0", event = { "offset-only", "error" })
	void onOther(@EventType String type, String data) {
		// nothing to do: the position moves on all the same
	}

	/**
	 * Returns who came or changed.
	 * @return addresses in the order of the stream
	 */
	public List<String> users() {
		return this.users;
	}

	/**
	 * An event about a user.
	 *
	 * @param data what it is about
	 */
	public record User(Data data) {

		/**
		 * What it is about.
		 *
		 * @param object the user
		 */
		public record Data(Profile object) {

		}

	}

	/**
	 * A user.
	 *
	 * @param email address
	 */
	public record Profile(String email) {

	}

}
