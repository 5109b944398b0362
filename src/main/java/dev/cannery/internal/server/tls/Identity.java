package dev.cannery.internal.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Enumeration;

/**
 * What a server shows to its clients: a certificate, and the key that proves it.
 *
 * @param keys holds both
 * @param password opens the key
 * @param certificate what clients are to trust
 */
public record Identity(KeyStore keys, String password, X509Certificate certificate) {
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

    /** Hides the password. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal().getName() + "]";
    }
}
