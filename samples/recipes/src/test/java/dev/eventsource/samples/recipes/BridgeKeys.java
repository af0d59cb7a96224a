package dev.eventsource.samples.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key that only its owner vouches for, as in a bridge.
 *
 * @param store the server's
 * @param certificate for those who are to believe it
 */
record BridgeKeys(Path store, Path certificate) {

	static final String PASSWORD = "keys-to-nothing";

	static BridgeKeys in(Path directory) throws IOException, InterruptedException {
		BridgeKeys keys = new BridgeKeys(directory.resolve("bridge.p12"), directory.resolve("bridge.pem"));
		keytool(keys.store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
				"-validity", "2");
		keytool(keys.store, "-exportcert", "-rfc", "-file", keys.certificate.toString());
		return keys;
	}

	private static void keytool(Path store, String... command) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>();
		all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		all.addAll(List.of(command));
		all.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD, "-alias",
				"bridge"));
		Process process = new ProcessBuilder(all).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
	}

}
