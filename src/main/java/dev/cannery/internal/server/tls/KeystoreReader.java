package dev.cannery.internal.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an identity from a file: PKCS12, or PEM with certificates and an unencrypted PKCS8 key. */
public final class KeystoreReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");

    private KeystoreReader() {}

    /**
     * Reads the identity in a file.
     *
     * @throws IllegalArgumentException if it cannot be read; the message names the file and the reason
     */
    public static Identity read(Path file, String password) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.contains("-----BEGIN ") ? ofPem(text, password) : ofPkcs12(bytes, password);
        } catch (IOException e) {
            boolean isWrongPassword = e.getCause() instanceof GeneralSecurityException;
            throw failure(
                    file,
                    isWrongPassword
                            ? "cannot be opened with this password"
                            : Files.exists(file) ? "is neither PKCS12 nor PEM" : "does not exist");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw failure(file, String.valueOf(e.getMessage()));
        }
    }

    private static Identity ofPkcs12(byte[] bytes, String password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(bytes), password.toCharArray());
        return Identity.of(keys, password);
    }

    private static Identity ofPem(String text, String password) throws IOException, GeneralSecurityException {
        List<Certificate> chain = new ArrayList<>();
        List<PrivateKey> found = new ArrayList<>();
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            if (block.group(1).equals("CERTIFICATE")) {
                chain.add(certificates.generateCertificate(new ByteArrayInputStream(content)));
            } else if (block.group(1).equals("PRIVATE KEY")) {
                found.add(key(content));
            } else if (block.group(1).endsWith("PRIVATE KEY")) {
                throw new IllegalArgumentException("contains a key in the format '" + block.group(1)
                        + "'; convert it to 'PRIVATE KEY' with 'openssl pkcs8 -topk8 -nocrypt'");
            }
        }
        if (chain.isEmpty() || found.size() != 1) {
            throw new IllegalArgumentException("must contain a certificate and one private key, contains "
                    + chain.size() + " certificates and " + found.size() + " keys");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", found.get(0), password.toCharArray(), chain.toArray(Certificate[]::new));
        return Identity.of(keys, password);
    }

    private static PrivateKey key(byte[] encoded) {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // a key of another type, which the next factory may read
            }
        }
        throw new IllegalArgumentException("contains a key that is none of " + String.join(", ", KEY_KINDS));
    }

    private static IllegalArgumentException failure(Path file, String reason) {
        return new IllegalArgumentException("the keystore '" + file + "' " + reason);
    }
}
