package dev.eventsource.mercure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MercureSpec.Algorithm;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * What tokens are signed with.
 *
 * @param algorithm the algorithm that the hub is told
 * @param signer signs; for any thread
 */
record SigningKey(JWSAlgorithm algorithm, JWSSigner signer) {

	private static final String PROPERTY = "mercure.jwt.key";

	/**
	 * Reads a key.
	 * @param source name of the source that it is for
	 * @param algorithm what it is used with
	 * @param given a secret, a key in PEM, or where one is
	 * @return the key
	 * @throws InvalidSpecException if it is none
	 */
	static SigningKey read(String source, Algorithm algorithm, String given) {
		try {
			String text = text(given);
			return (algorithm == Algorithm.RS256)
					? new SigningKey(JWSAlgorithm.RS256, new RSASSASigner(privateKey(text)))
					: new SigningKey(JWSAlgorithm.HS256, new MACSigner(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw invalid(source, "can not be read", "Write 'file:' or 'classpath:' and the place of the key.");
		}
		catch (JOSEException ex) {
			throw invalid(source, "is too short", "Use at least 32 bytes for HS256.");
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw invalid(source, "is no private key", "Use an RSA key of PKCS#8 in PEM for RS256.");
		}
	}

	private static String text(String given) throws IOException {
		if (!given.startsWith("file:") && !given.startsWith("classpath:")) {
			return given;
		}
		Resource resource = new DefaultResourceLoader().getResource(given);
		return resource.getContentAsString(StandardCharsets.UTF_8).strip();
	}

	private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
		String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
		byte[] bytes = Base64.getDecoder().decode(base64);
		return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
	}

	private static InvalidSpecException invalid(String source, String problem, String remedy) {
		return new InvalidSpecException(source, PROPERTY, "***", problem, remedy);
	}

	@Override
	public String toString() {
		return "SigningKey[" + this.algorithm + "]";
	}

}
