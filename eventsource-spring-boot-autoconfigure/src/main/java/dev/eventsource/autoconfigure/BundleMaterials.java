package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.connection.TlsMaterial;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * The content of SSL bundles, read once and again whenever a bundle is updated: the next
 * connection is made with it.
 */
final class BundleMaterials {

	private static final Log logger = LogFactory.getLog(BundleMaterials.class);

	private final Map<String, TlsMaterial> read = new ConcurrentHashMap<>();

	TlsMaterial get(SslBundles bundles, String name) {
		return this.read.computeIfAbsent(name, (unread) -> {
			bundles.addBundleUpdateHandler(name, (renewed) -> renew(name, renewed));
			return materialOf(bundles.getBundle(name));
		});
	}

	private void renew(String name, SslBundle renewed) {
		try {
			this.read.put(name, materialOf(renewed));
			logger.info("SSL bundle '" + name + "' was renewed; event sources connect with it from now on");
		}
		catch (RuntimeException ex) {
			logger.error("SSL bundle '" + name + "' can not be read any more; event sources keep the old one", ex);
		}
	}

	private static TlsMaterial materialOf(SslBundle bundle) {
		SslManagerBundle managers = bundle.getManagers();
		SslOptions options = bundle.getOptions();
		return new TlsMaterial(managers.getKeyManagerFactory(), managers.getTrustManagerFactory(),
				listOf(options.getCiphers()), listOf(options.getEnabledProtocols()));
	}

	private static List<String> listOf(String @Nullable [] values) {
		return (values != null) ? List.of(values) : List.of();
	}

}
