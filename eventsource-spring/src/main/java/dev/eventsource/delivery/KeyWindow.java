package dev.eventsource.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The last so many keys, each as a hash of 16 bytes. Used by one thread.
 */
final class KeyWindow {

	private static final int FEW = 64;

	private final int size;

	private final MessageDigest digest = sha256();

	/** The hashes in the order of their coming; from the oldest on they are replaced. */
	private long[] hashes = new long[2 * FEW];

	private int count;

	private int oldest;

	/** Open addressing: the place of a hash, plus 1; 0 for none. */
	private int[] table = new int[4 * FEW];

	/**
	 * Creates a window.
	 * @param size how many keys
	 */
	KeyWindow(int size) {
		this.size = size;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Key key(Object value) {
		ByteBuffer hash = ByteBuffer.wrap(this.digest.digest(value.toString().getBytes(StandardCharsets.UTF_8)));
		return new Key(hash.getLong(), hash.getLong());
	}

	boolean contains(Key key) {
		return this.table[slot(key)] != 0;
	}

	/**
	 * Adds a key, in place of the oldest one when there are too many.
	 * @param key the key; one that is there is not renewed
	 */
	void add(Key key) {
		if (contains(key)) {
			return;
		}
		int place = this.count;
		if (this.count == this.size) {
			place = this.oldest;
			remove(slot(at(place)));
			this.oldest = (this.oldest + 1) % this.size;
		}
		else {
			ensureRoom();
			this.count++;
		}
		this.hashes[2 * place] = key.high();
		this.hashes[2 * place + 1] = key.low();
		this.table[slot(key)] = place + 1;
	}

	private Key at(int place) {
		return new Key(this.hashes[2 * place], this.hashes[2 * place + 1]);
	}

	private void ensureRoom() {
		if (2 * this.count < this.hashes.length) {
			return;
		}
		this.hashes = Arrays.copyOf(this.hashes, 2 * this.hashes.length);
		this.table = new int[2 * this.table.length];
		for (int place = 0; place < this.count; place++) {
			this.table[slot(at(place))] = place + 1;
		}
	}

	/** Returns where a key is, or where it would be. */
	private int slot(Key key) {
		int slot = home(key);
		while (this.table[slot] != 0 && !at(this.table[slot] - 1).equals(key)) {
			slot = next(slot);
		}
		return slot;
	}

	private int home(Key key) {
		return (int) key.low() & (this.table.length - 1);
	}

	private int next(int slot) {
		return (slot + 1) & (this.table.length - 1);
	}

	/** Closes the gap: what follows may have been moved on by what goes. */
	private void remove(int slot) {
		int gap = slot;
		int each = next(slot);
		while (this.table[each] != 0) {
			int home = home(at(this.table[each] - 1));
			boolean reachable = (gap <= each) ? home <= gap || home > each : home <= gap && home > each;
			if (reachable) {
				this.table[gap] = this.table[each];
				gap = each;
			}
			each = next(each);
		}
		this.table[gap] = 0;
	}

	/**
	 * What is kept of a key.
	 *
	 * @param high the first 8 bytes of its hash
	 * @param low the next ones
	 */
	record Key(long high, long low) {
	}

}
