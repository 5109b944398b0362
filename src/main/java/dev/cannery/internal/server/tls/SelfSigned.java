package dev.cannery.internal.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Creates a self-signed certificate for this machine at each start, valid for a month.
 *
 * The JDK has no public API for this, so its {@code keytool} is used, which every JDK and JRE includes. A library would
 * be larger than this server, and writing ASN.1 by hand is not worth the code.
 */
public final class SelfSigned {
    private static final String PASSWORD_VARIABLE = "CANNERY_KEYTOOL_PASSWORD";
    private static final long PATIENCE_SECONDS = 30;

    private SelfSigned() {}

    /**
     * Creates an identity for localhost, the loopback addresses and this host.
     *
     * @throws IllegalArgumentException if the JDK cannot create one; the message says what to do
     */
    public static Identity of(String host) {
        try {
            Path folder = Files.createTempDirectory("cannery-tls");
            Path file = folder.resolve("keys.p12");
            try {
                String password = UUID.randomUUID().toString();
                keytool(file, password, host);
                KeyStore keys = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    keys.load(in, password.toCharArray());
                }
                return Identity.of(keys, password);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw failure(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        }
    }

    private static void keytool(Path file, String password, String host) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(file, host)).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(said.strip());
        }
    }

    private static List<String> command(Path file, String host) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-J-XX:TieredStopAtLevel=1", "-genkeypair"));
        command.addAll(List.of("-alias", "cannery", "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", "CN=localhost, O=Cannery mock server", "-ext", "san=" + names(host)));
        command.addAll(List.of("-startdate", "-1d", "-validity", "32"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
        return command;
    }

    private static String names(String host) {
        String bare = host.replaceAll("[\\[\\]]", "");
        boolean isAddress = bare.indexOf(':') >= 0 || bare.matches("[\\d.]+");
        Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        names.add((isAddress ? "ip:" : "dns:") + bare);
        return names.stream().collect(Collectors.joining(","));
    }

    private static IllegalArgumentException failure(String reason) {
        return new IllegalArgumentException("the keytool of this JDK cannot create a certificate (" + reason
                + "). Provide one with --tls-keystore");
    }
}
