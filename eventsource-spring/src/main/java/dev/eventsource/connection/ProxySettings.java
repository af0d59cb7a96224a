package dev.eventsource.connection;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;

/**
 * The proxy between a source and its server. Its credentials are for the proxy alone.
 *
 * @param type kind of proxy
 * @param host host of the proxy; empty where the JVM knows it
 * @param port port of the proxy; 0 where the JVM knows it
 * @param username user name at the proxy; empty for none
 * @param password password at the proxy
 * @param noProxy hosts that are reached directly; {@code *} at an end stands for anything
 */
public record ProxySettings(Type type, String host, int port, String username, String password, List<String> noProxy) {

	private static final String KINDS = "Use http, socks5, system or none.";

	private static final String COMPLETE = "Set 'proxy.host' and 'proxy.port'.";

	// a SOCKS5 proxy takes so many bytes
	private static final int LONGEST = 255;

	static @Nullable ProxySettings from(EventSourceSpec.@Nullable Proxy given, SpecCheck check) {
		Type type = (given != null) ? type(given, check) : null;
		if (given == null || type == null) {
			return null;
		}
		ProxySettings settings = new ProxySettings(type, given.host() == null ? "" : given.host().strip(),
				Objects.requireNonNullElse(given.port(), 0), Objects.requireNonNullElse(given.username(), ""),
				Objects.requireNonNullElse(given.password(), ""),
				Objects.requireNonNullElse(given.noProxy(), List.of()));
		settings.checkAddress(check);
		settings.checkCredentials(check);
		return settings;
	}

	private static @Nullable Type type(EventSourceSpec.Proxy given, SpecCheck check) {
		String type = given.type();
		if (type != null) {
			return switch (type.strip().toLowerCase(Locale.ROOT)) {
				case "http" -> Type.HTTP;
				case "socks5" -> Type.SOCKS5;
				case "system" -> Type.SYSTEM;
				case "none" -> null;
				default -> {
					check.that(false, "proxy.type", type, "is no kind of proxy", KINDS);
					yield null;
				}
			};
		}
		boolean any = given.port() != null || given.username() != null || given.password() != null;
		check.that(given.host() != null || !any, "proxy.host", "", "is missing", COMPLETE);
		return (given.host() != null) ? Type.HTTP : null;
	}

	private void checkAddress(SpecCheck check) {
		if (this.type == Type.SYSTEM) {
			check.that(this.host.isEmpty() && this.port == 0, "proxy.host", this.host, "is set besides type 'system'",
					"Remove host and port, or say 'http' or 'socks5'.");
			return;
		}
		boolean name = this.host.chars().noneMatch((letter) -> letter <= ' ' || "/@#?".indexOf(letter) >= 0);
		check.that(!this.host.isEmpty() && name, "proxy.host", this.host, "is no host name", COMPLETE);
		check.that(this.port > 0 && this.port <= 65_535, "proxy.port", this.port, "is not between 1 and 65535",
				COMPLETE);
	}

	private void checkCredentials(SpecCheck check) {
		check.that(this.username.isEmpty() == this.password.isEmpty(), "proxy.username", SpecCheck.SECRET,
				"and 'proxy.password' are not both set", "Set both or none.");
		check.that(isSendable(this.username) && this.username.indexOf(':') < 0, "proxy.username", SpecCheck.SECRET,
				"has a colon or a control character, or is too long", "Correct the value.");
		check.that(isSendable(this.password), "proxy.password", SpecCheck.SECRET,
				"has a control character, or is too long", "Correct the value.");
	}

	private static boolean isSendable(String secret) {
		return HeaderRules.isValue(secret) && HeaderRules.toBytes(secret).length() <= LONGEST;
	}

	/**
	 * Returns whether a server is reached without the proxy.
	 * @param uri where a request goes
	 * @return whether its host is excepted
	 */
	boolean isExcepted(URI uri) {
		String host = bare(uri.getHost());
		return this.noProxy.stream().map(ProxySettings::bare).anyMatch((pattern) -> matches(pattern, host));
	}

	private static boolean matches(String pattern, String host) {
		if (pattern.length() > 1 && pattern.startsWith("*")) {
			return host.endsWith(pattern.substring(1));
		}
		return pattern.endsWith("*") ? host.startsWith(pattern.substring(0, pattern.length() - 1))
				: host.equals(pattern);
	}

	private static String bare(String host) {
		String name = host.strip().toLowerCase(Locale.ROOT);
		return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
	}

	/**
	 * Returns no credentials.
	 */
	@Override
	public String toString() {
		return "ProxySettings[type=" + this.type + ", host=" + this.host + ", port=" + this.port + "]";
	}

	/**
	 * Kind of proxy.
	 */
	public enum Type {

		/** Tunnels by CONNECT, also to http URLs. */
		HTTP,

		/** SOCKS version 5; the proxy looks host names up. */
		SOCKS5,

		/** Whatever the JVM's proxy selector says for a URL, at each attempt. */
		SYSTEM

	}

}
