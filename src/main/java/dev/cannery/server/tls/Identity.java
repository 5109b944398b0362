package dev.cannery.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a server shows to its clients: a certificate, and the key that proves it.
 *
 * @param keys holds both
 * @param password opens the key
 * @param certificate what clients are to trust
 */
public record Identity(KeyStore keys, String password, X509Certificate certificate) {
    private static final int PEM_LINE = 64;

    /**
     * The identity whose key is in this store.
     *
     * @throws IllegalArgumentException when there is no key with a certificate
     */
    static Identity of(KeyStore keys, String password) throws GeneralSecurityException {
        for (Enumeration<String> aliases = keys.aliases(); aliases.hasMoreElements(); ) {
            String alias = aliases.nextElement();
            if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                return new Identity(keys, password, certificate);
            }
        }
        throw new IllegalArgumentException("holds no private key with a certificate");
    }

    /** The certificate as clients read it from a file. */
    public String pem() {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(encoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    /** The SHA-256 of the certificate, as browsers and openssl show it. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded());
            return HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal().getName() + "]";
    }
}
