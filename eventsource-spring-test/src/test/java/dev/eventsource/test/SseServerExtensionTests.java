package dev.eventsource.test;

import java.io.IOException;
import java.net.ConnectException;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SseServerExtensionTests {

	@RegisterExtension
	static final SseServerExtension sse = new SseServerExtension();

	private static SseTestServer seenBefore;

	@RegisterExtension
	final SseServerExtension own = new SseServerExtension();

	private static SseTestServer ownSeenBefore;

	@Test
	@Order(1)
	void serverIsReachableByTheField() throws IOException {
		seenBefore = sse.server();
		ownSeenBefore = this.own.server();

		assertThat(ownSeenBefore).isNotSameAs(seenBefore);
		seenBefore.always(SseResponse.status(500));
		RawClient.get(seenBefore.url()).close();
		seenBefore.awaitRequests(1);
	}

	@Test
	@Order(2)
	void serverOfAStaticFieldIsResetAfterEachTest() throws IOException {
		assertThat(sse.server()).isSameAs(seenBefore);
		assertThat(sse.server().requests()).isEmpty();
		try (RawClient client = RawClient.get(sse.server().url())) {
			assertThat(client.readHead()).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	@Order(2)
	void serverOfAnInstanceFieldIsClosedAfterEachTest() {
		assertThat(this.own.server()).isNotSameAs(ownSeenBefore);
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(ownSeenBefore));
	}

	@Test
	void serverOutsideOfTestsIsRefusedWithAdvice() {
		assertThatIllegalStateException().isThrownBy(() -> new SseServerExtension().server())
			.withMessageContaining("@RegisterExtension");
	}

	@Nested
	@Order(1)
	class InNestedClasses {

		@RegisterExtension
		static final SseServerExtension nested = new SseServerExtension();

		private static SseTestServer nestedSeenBefore;

		@Test
		void serverOfTheOuterClassGoesOn() {
			nestedSeenBefore = nested.server();

			assertThat(sse.server()).isSameAs(seenBefore);
		}

	}

	@Nested
	@Order(2)
	class AfterANestedClass {

		@Test
		void itsServerIsClosedAndTheOuterOneIsNot() throws IOException {
			SseTestServer closed = InNestedClasses.nestedSeenBefore;

			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(closed));
			RawClient.connect(sse.server()).close();
		}

	}

}
