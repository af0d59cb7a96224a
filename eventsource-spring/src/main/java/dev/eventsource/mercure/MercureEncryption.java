package dev.eventsource.mercure;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;

/**
 * Encrypts updates so that the hub can not read them, and decrypts them, by keys that
 * publishers and subscribers share; see "Encryption" in the Mercure specification. Takes
 * what is recommended there and no more: RSA-OAEP-256 and ECDH-ES+A256KW, or a key of 256
 * bits as it is, with A256GCM. For any thread.
 */
public final class MercureEncryption {

	private final List<JWK> keys;

	private MercureEncryption(List<JWK> keys) {
		this.keys = keys;
	}

	/**
	 * Creates an encryption.
	 * @param keySet keys as a JWK Set in JSON; updates are encrypted with the first
	 * @return the encryption
	 * @throws IllegalArgumentException if it has no key that can be used
	 */
	public static MercureEncryption withKeys(String keySet) {
		try {
			List<JWK> keys = JWKSet.parse(keySet).getKeys();
			keys.forEach(MercureEncryption::algorithm);
			if (!keys.isEmpty()) {
				return new MercureEncryption(keys);
			}
		}
		catch (ParseException ex) {
			// its text may be the key
		}
		throw new IllegalArgumentException("This is no JWK Set with a key");
	}

	/**
	 * Encrypts what an update is to hold.
	 * @param text the content
	 * @return a JWE in its compact form
	 */
	public String encrypt(String text) {
		JWK key = this.keys.get(0);
		JWEHeader header = new JWEHeader.Builder(algorithm(key), EncryptionMethod.A256GCM).keyID(key.getKeyID())
			.build();
		JWEObject update = new JWEObject(header, new Payload(text));
		try {
			update.encrypt(encrypter(key));
			return update.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("An update could not be encrypted", ex);
		}
	}

	/**
	 * Decrypts what an update holds.
	 * @param data a JWE in its compact form
	 * @return the content
	 * @throws IllegalArgumentException if it is none, or not for one of the keys
	 */
	public String decrypt(String data) {
		try {
			JWEObject update = JWEObject.parse(data);
			JWEHeader header = update.getHeader();
			JWK key = this.keys.stream()
				.filter((each) -> fits(each, header))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("The update is encrypted for somebody else"));
			update.decrypt(decrypter(key));
			return update.getPayload().toString();
		}
		catch (ParseException | JOSEException ex) {
			throw new IllegalArgumentException("The update can not be decrypted", ex);
		}
	}

	/**
	 * Returns a converter that decrypts what it is given. It takes nothing that is not
	 * encrypted: the hub could have written that.
	 * @param next reads what was decrypted
	 * @return the converter
	 */
	public PayloadConverter decrypting(PayloadConverter next) {
		return (event, type) -> next.convert(MessageEvent.of(event.source(), event.origin(), event.type(),
				decrypt(event.data()).getBytes(StandardCharsets.UTF_8), event.lastEventId()), type);
	}

	private static boolean fits(JWK key, JWEHeader header) {
		boolean named = header.getKeyID() == null || Objects.equals(header.getKeyID(), key.getKeyID());
		return named && algorithm(key).equals(header.getAlgorithm())
				&& header.getEncryptionMethod().equals(EncryptionMethod.A256GCM);
	}

	private static JWEAlgorithm algorithm(JWK key) {
		if (key instanceof RSAKey) {
			return JWEAlgorithm.RSA_OAEP_256;
		}
		if (key instanceof ECKey) {
			return JWEAlgorithm.ECDH_ES_A256KW;
		}
		if (key instanceof OctetSequenceKey secret && secret.size() == 256) {
			return JWEAlgorithm.DIR;
		}
		throw new IllegalArgumentException("Keys are RSA, EC, or secrets of 256 bits");
	}

	private static JWEEncrypter encrypter(JWK key) throws JOSEException {
		if (key instanceof RSAKey rsa) {
			return new RSAEncrypter(rsa);
		}
		return (key instanceof ECKey ec) ? new ECDHEncrypter(ec) : new DirectEncrypter(key.toOctetSequenceKey());
	}

	private static JWEDecrypter decrypter(JWK key) throws JOSEException {
		if (key instanceof RSAKey rsa) {
			return new RSADecrypter(rsa);
		}
		return (key instanceof ECKey ec) ? new ECDHDecrypter(ec) : new DirectDecrypter(key.toOctetSequenceKey());
	}

	@Override
	public String toString() {
		return "MercureEncryption[keys=" + this.keys.size() + "]";
	}

}
