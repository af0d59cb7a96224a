package dev.eventsource.connection;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;

/**
 * Says which certificate of a server was refused, and why: without it nobody could mend
 * it.
 */
final class RefusedCertificateException extends CertificateException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST_NAME = 128;

	RefusedCertificateException(X509Certificate[] chain, CertificateException cause) {
		super(describe(chain, cause), cause);
	}

	private static String describe(X509Certificate[] chain, CertificateException cause) {
		X509Certificate certificate = refused(chain, cause);
		return "The certificate of " + printable(certificate.getSubjectX500Principal().getName()) + ", issued by "
				+ printable(certificate.getIssuerX500Principal().getName()) + ", " + problem(certificate, cause);
	}

	private static X509Certificate refused(X509Certificate[] chain, CertificateException cause) {
		CertPathValidatorException invalid = NetworkFailure.find(cause, CertPathValidatorException.class);
		if (invalid != null && invalid.getCertPath() != null && invalid.getIndex() >= 0) {
			Certificate certificate = invalid.getCertPath().getCertificates().get(invalid.getIndex());
			return (certificate instanceof X509Certificate known) ? known : chain[0];
		}
		return chain[0];
	}

	private static String problem(X509Certificate certificate, CertificateException cause) {
		if (NetworkFailure.find(cause, CertificateExpiredException.class) != null) {
			return "has expired on " + day(certificate.getNotAfter());
		}
		if (NetworkFailure.find(cause, CertificateNotYetValidException.class) != null) {
			return "is not valid before " + day(certificate.getNotBefore());
		}
		if (NetworkFailure.find(cause, CertPathBuilderException.class) != null) {
			return "is not trusted: no known authority has signed it";
		}
		boolean invalid = NetworkFailure.find(cause, CertPathValidatorException.class) != null;
		return invalid ? "is not valid" : "is not for this host";
	}

	private static String day(Date date) {
		return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
	}

	// a name is the server's text: it must stay one short line
	private static String printable(String name) {
		StringBuilder line = new StringBuilder("'");
		name.codePoints().limit(LONGEST_NAME).forEach((character) -> {
			switch (Character.getType(character)) {
				case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
						Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
					line.append(String.format(Locale.ROOT, "\\u%04X", character));
				default -> line.appendCodePoint(character);
			}
		});
		return line.append("'").toString();
	}

}
