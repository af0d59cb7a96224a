package dev.eventsource.test;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link SseTestServer} with JUnit Jupiter: one for the class when registered on
 * it or by a static field, reset after each test; one per test when registered by an
 * instance field. Tests reach it by {@link #server()} or as a parameter.
 */
public final class SseServerExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final SseServerOptions options;

	private @Nullable SseTestServer server;

	/** The context that started the server and has to close it. */
	private @Nullable ExtensionContext owner;

	/**
	 * Creates an extension whose server speaks plain text on any free port.
	 */
	public SseServerExtension() {
		this(SseServerOptions.defaults());
	}

	/**
	 * Creates an extension.
	 * @param options how its server is set up
	 */
	public SseServerExtension(SseServerOptions options) {
		this.options = options;
	}

	/**
	 * Returns the server.
	 * @return the server, listening
	 * @throws IllegalStateException outside of tests
	 */
	public SseTestServer server() {
		if (this.server == null) {
			throw new IllegalStateException("The server runs during tests only; "
					+ "register the extension with @RegisterExtension or @ExtendWith");
		}
		return this.server;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		startFor(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		startFor(context);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		closeFor(context);
		if (this.server != null) {
			this.server.reset();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		closeFor(context);
	}

	private void startFor(ExtensionContext context) {
		if (this.server == null) {
			this.server = SseTestServer.start(this.options);
			this.owner = context;
		}
	}

	private void closeFor(ExtensionContext context) {
		if (this.server != null && context.equals(this.owner)) {
			this.server.close();
			this.server = null;
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SseTestServer.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return server();
	}

}
