package dev.eventsource.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GunzipTests {

	private static final String TEXT = "data: héllo ✓\n\n".repeat(50);

	private final ByteArrayOutputStream unpacked = new ByteArrayOutputStream();

	private final Gunzip gunzip = new Gunzip(100);

	@AfterEach
	void close() {
		this.gunzip.close();
	}

	private void feed(byte[] packed) {
		this.gunzip.feed(ByteBuffer.wrap(packed),
				(piece) -> this.unpacked.write(piece.array(), piece.arrayOffset(), piece.remaining()));
	}

	private String text() {
		return this.unpacked.toString(StandardCharsets.UTF_8);
	}

	@Test
	void unpacksAtEveryCut() throws IOException {
		byte[] packed = Gzip.of(TEXT);

		for (int cut = 0; cut <= packed.length; cut++) {
			this.unpacked.reset();
			feed(java.util.Arrays.copyOfRange(packed, 0, cut));
			feed(java.util.Arrays.copyOfRange(packed, cut, packed.length));
			assertThat(text()).as("cut at %d", cut).isEqualTo(TEXT);
			assertThat(this.gunzip.isComplete()).isTrue();
		}
	}

	@Test
	void unpacksByteByByteFromADirectBuffer() throws IOException {
		for (byte value : Gzip.of(TEXT)) {
			ByteBuffer one = ByteBuffer.allocateDirect(1).put(value).flip();
			this.gunzip.feed(one.asReadOnlyBuffer(),
					(piece) -> this.unpacked.write(piece.array(), piece.arrayOffset(), piece.remaining()));
		}

		assertThat(text()).isEqualTo(TEXT);
	}

	@Test
	void givesWhatAFlushedBlockHoldsAtOnce() throws IOException {
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(wire, 512, true)) {
			packing.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
			packing.flush();

			feed(wire.toByteArray());

			assertThat(text()).isEqualTo("data: 1\n\n");
			assertThat(this.gunzip.isComplete()).isFalse();
		}
	}

	@Test
	void readsMembersOneBehindTheOther() throws IOException {
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		two.writeBytes(Gzip.of("one "));
		two.writeBytes(Gzip.of("two"));

		feed(two.toByteArray());

		assertThat(text()).isEqualTo("one two");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2, 4, 8, 16, 31 })
	void skipsWhatAHeaderMayHave(int flags) throws IOException {
		feed(Gzip.withHeader(flags, "text"));

		assertThat(text()).isEqualTo("text");
		assertThat(this.gunzip.isComplete()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 20, -1, -5 })
	void refusesWhatIsNoGzip(int damaged) throws IOException {
		byte[] packed = Gzip.of(TEXT);
		packed[(damaged < 0) ? packed.length + damaged : damaged] ^= (byte) 0xE1;

		assertThatExceptionOfType(BrokenEncodingException.class).isThrownBy(() -> feed(packed))
			.satisfies((ex) -> assertThat(ex.failure().reason()).isEqualTo("corrupt-encoding"));
	}

	@Test
	void refusesABombBeforeItHasGrown() throws IOException {
		byte[] bomb = Gzip.ofZeros(64 * 1024 * 1024);

		assertThatExceptionOfType(BrokenEncodingException.class).isThrownBy(() -> feed(bomb))
			.satisfies((ex) -> assertThat(ex.failure().reason()).isEqualTo("decompression-limit"));

		assertThat(this.unpacked.size()).isLessThan(100 * bomb.length + Gunzip.GRACE + 1);
	}

	@Test
	void refusesABombInSmallPieces() throws IOException {
		byte[] bomb = Gzip.ofZeros(64 * 1024 * 1024);

		assertThatExceptionOfType(BrokenEncodingException.class).isThrownBy(() -> {
			for (int at = 0; at < bomb.length; at += 1000) {
				feed(java.util.Arrays.copyOfRange(bomb, at, Math.min(bomb.length, at + 1000)));
			}
		});
	}

	@Test
	void doesNotSaveUpRatioForABomb() throws IOException {
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		wire.writeBytes(Gzip.ofNoise(4 * 1024 * 1024));
		feed(wire.toByteArray());

		assertThatExceptionOfType(BrokenEncodingException.class).isThrownBy(() -> feed(Gzip.ofZeros(16 * 1024 * 1024)));
	}

	@Test
	void believesAnyGrowthWithoutLimit() throws IOException {
		try (Gunzip unlimited = new Gunzip(0)) {
			long[] length = { 0 };

			unlimited.feed(ByteBuffer.wrap(Gzip.ofZeros(8 * 1024 * 1024)), (piece) -> length[0] += piece.remaining());

			assertThat(length[0]).isEqualTo(8 * 1024 * 1024);
		}
	}

	@Test
	void stopsInTheMiddleWhenItIsClosed() throws IOException {
		int[] pieces = { 0 };

		this.gunzip.feed(ByteBuffer.wrap(Gzip.ofNoise(200_000)), (piece) -> {
			pieces[0]++;
			this.gunzip.close();
		});

		assertThat(pieces[0]).isEqualTo(1);
	}

	/** Packs. */
	static final class Gzip {

		private Gzip() {
		}

		static byte[] of(String text) throws IOException {
			return pack(text.getBytes(StandardCharsets.UTF_8));
		}

		static byte[] ofZeros(int length) throws IOException {
			return pack(new byte[length]);
		}

		static byte[] ofNoise(int length) throws IOException {
			byte[] noise = new byte[length];
			new java.util.Random(7).nextBytes(noise);
			return pack(noise);
		}

		private static byte[] pack(byte[] content) throws IOException {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
				packing.write(content);
			}
			return packed.toByteArray();
		}

		static byte[] withHeader(int flags, String text) throws IOException {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			packed.writeBytes(new byte[] { 0x1F, (byte) 0x8B, Deflater.DEFLATED, (byte) flags, 0, 0, 0, 0, 0, 3 });
			packed.writeBytes(((flags & 4) != 0) ? new byte[] { 3, 0, 'a', 0, 'b' } : new byte[0]);
			packed.writeBytes(((flags & 8) != 0) ? new byte[] { 'n', 0 } : new byte[0]);
			packed.writeBytes(((flags & 16) != 0) ? new byte[] { 'c', 'c', 0 } : new byte[0]);
			packed.writeBytes(((flags & 2) != 0) ? new byte[] { 1, 2 } : new byte[0]);
			byte[] plain = of(text);
			packed.write(plain, 10, plain.length - 10);
			return packed.toByteArray();
		}

	}

}
