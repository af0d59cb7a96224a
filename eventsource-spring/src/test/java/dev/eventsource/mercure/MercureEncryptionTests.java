package dev.eventsource.mercure;

import java.util.List;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * See "Encryption" in the Mercure specification.
 */
class MercureEncryptionTests {

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC", "oct" })
	void readsWhatItHasEncrypted(String kind) throws JOSEException {
		MercureEncryption encryption = with(key(kind));

		String update = encryption.encrypt("{\"title\":\"Emma €\"}");

		assertThat(update).matches("[\\w-]+(\\.[\\w-]*){4}").doesNotContain("Emma");
		assertThat(encryption.decrypt(update)).isEqualTo("{\"title\":\"Emma €\"}");
	}

	@Test
	void findsTheKeyByItsId() throws JOSEException {
		JWK older = new OctetSequenceKeyGenerator(256).keyID("2025").generate();
		JWK newer = new OctetSequenceKeyGenerator(256).keyID("2026").generate();

		assertThat(with(newer, older).decrypt(with(older).encrypt("one"))).isEqualTo("one");
	}

	@Test
	void readsNothingForSomebodyElse() throws JOSEException {
		String update = with(key("EC")).encrypt("one");
		MercureEncryption other = with(key("EC"));

		assertThatIllegalArgumentException().isThrownBy(() -> other.decrypt(update));
	}

	@Test
	@SuppressWarnings("deprecation")
	void readsNothingByAnAlgorithmThatMustNotBeUsed() throws JOSEException {
		RSAKey key = (RSAKey) key("RSA");
		JWEObject update = new JWEObject(new JWEHeader(JWEAlgorithm.RSA1_5, EncryptionMethod.A256GCM),
				new Payload("one"));
		update.encrypt(new RSAEncrypter(key));

		assertThatIllegalArgumentException().isThrownBy(() -> with(key).decrypt(update.serialize()))
			.withMessage("The update is encrypted for somebody else");
	}

	@Test
	void convertsWhatItHasDecrypted() throws Exception {
		MercureEncryption encryption = with(key("oct"));
		PayloadConverter converter = encryption.decrypting((event, type) -> event.type() + " " + event.data());

		assertThat(converter.convert(MessageEvent.of("book", encryption.encrypt("one")), String.class))
			.isEqualTo("book one");
	}

	@Test
	void convertsNothingThatTheHubCouldHaveWritten() throws JOSEException {
		PayloadConverter converter = with(key("oct")).decrypting((event, type) -> event.data());

		assertThatIllegalArgumentException()
			.isThrownBy(() -> converter.convert(MessageEvent.of("book", "{\"title\":\"Emma\"}"), String.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}]}" })
	void takesNoSetWithoutAKeyItCanUse(String set) {
		assertThatIllegalArgumentException().isThrownBy(() -> MercureEncryption.withKeys(set))
			.withMessageNotContaining("secret\"");
	}

	private static MercureEncryption with(JWK... keys) {
		return MercureEncryption.withKeys(new JWKSet(List.of(keys)).toString(false));
	}

	private static JWK key(String kind) throws JOSEException {
		return switch (kind) {
			case "RSA" -> new RSAKeyGenerator(2048).generate();
			case "EC" -> new ECKeyGenerator(Curve.P_256).generate();
			default -> new OctetSequenceKeyGenerator(256).generate();
		};
	}

}
