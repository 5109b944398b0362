package dev.cannery.internal.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Enumeration;

/**
 * The identity of a server: its certificate and private key.
 *
 * @param keys the key store with both
 * @param password the password of the key
 * @param certificate the certificate that clients must trust
 */
public record Identity(KeyStore keys, String password, X509Certificate certificate) {
    /**
     * Returns the identity in a key store.
     *
     * @throws IllegalArgumentException if there is no private key with a certificate
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

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal().getName() + "]";
    }
}
