package dev.eventsource.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NetworkFailureTests {

	@ParameterizedTest
	@MethodSource("failures")
	void namesTheCause(Throwable cause, String reason) {
		WebClientRequestException thrown = new WebClientRequestException(cause, HttpMethod.GET,
				URI.create("https://a.example/?token=secret"), HttpHeaders.EMPTY);

		Failure failure = NetworkFailure.classify(thrown, false);

		assertThat(failure.reason()).isEqualTo(reason);
		assertThat(failure.message()).doesNotContain("secret").isNotBlank();
	}

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new UnknownHostException("a.example"), "dns"),
				arguments(new ConnectException("secret"), "refused"),
				arguments(new ConnectTimeoutException("secret"), "connect-timeout"),
				arguments(new NoRouteToHostException(), "unreachable"),
				arguments(new DecoderException(new SSLHandshakeException("secret")), "tls"),
				arguments(new ProxyConnectException("secret"), "proxy"),
				arguments(ReadTimeoutException.INSTANCE, "head-timeout"),
				arguments(new TooLongHttpHeaderException("secret"), "head-limit"),
				arguments(new DecoderException("secret"), "decode-error"),
				arguments(new PrematureChannelClosureException("secret"), "eof"),
				arguments(new ClosedChannelException(), "reset"), arguments(new IOException("secret"), "reset"),
				arguments(new IllegalStateException("secret"), "io"));
	}

	@Test
	void bearsCausesThatGoInACircle() {
		Exception first = new IllegalStateException();
		Exception second = new IllegalStateException(first);
		first.initCause(second);

		assertThat(NetworkFailure.classify(first, true).reason()).isEqualTo("io");
	}

}
