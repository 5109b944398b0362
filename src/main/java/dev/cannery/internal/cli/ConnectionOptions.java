package dev.cannery.internal.cli;

import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.TransportOptions;
import dev.cannery.internal.server.tls.CertificateText;
import dev.cannery.internal.source.WholeFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} for the transport: TLS, web pages, delays and injected faults. */
final class ConnectionOptions {
    private static final int NOTICE_AFTER_MILLIS = 300;

    @Option(names = "--tls", description = "Serve HTTPS with a certificate for localhost, generated at start.")
    private boolean isTls;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Serve HTTPS with the key and certificate in this file, PKCS12 or PEM.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-keystore-password-env",
            paramLabel = "NAME",
            description = "Environment variable that holds the keystore's password.")
    private @Nullable String passwordVariable;

    @Option(
            names = "--tls-cert-out",
            paramLabel = "FILE",
            description = "Write the certificate to this file in PEM, for clients to trust.")
    private @Nullable Path certificateOut;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            split = ",",
            hideParamSyntax = true,
            description = "Allow web pages of this origin to request completions, repeatable; * allows all.")
    private List<String> origins = List.of();

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "Divide all delays by this factor, such as 10x, or drop them: instant.")
    private @Nullable String speed;

    @Option(
            names = "--chaos",
            paramLabel = "FAULT=P,…",
            description = {
                "Inject faults at random, with these probabilities:",
                "429=0.05,reset=0.01,'stall after 3'=0.01,'delay 2s'=0.1,'misbehave empty'=0.02"
            })
    private @Nullable String chaos;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Random seed of --chaos: the n-th request gets the same fault in each run (0).")
    private @Nullable Long seed;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description = "How long responses in progress may take when the server stops (${DEFAULT-VALUE}).")
    private String drain = "5s";

    /** Returns the transport options that these options describe. */
    TransportOptions toTransport() {
        requireCompanions();
        TransportOptions transport = TransportOptions.PLAIN
                .cors(origins)
                .drain(Durations.parse(drain)
                        .orElseThrow(() ->
                                new UserError("--drain must be a duration such as 5s or 400ms, was '" + drain + "'")));
        if (speed != null) {
            transport = transport.speed(speed);
        }
        if (chaos != null) {
            transport = transport.chaos(chaos, seed == null ? 0 : seed);
        }
        if (keystore != null) {
            return transport.tls(keystore, password());
        }
        return isTls ? transport.tls() : transport;
    }

    /** Stops a server, and logs what it waits for if stopping takes longer than expected. */
    void stopLoggingWait(ServeLog log, Runnable stop) {
        Thread notice = new Thread(
                () -> {
                    try {
                        Thread.sleep(NOTICE_AFTER_MILLIS);
                        log.warning(
                                "stopping",
                                "stopping: responses in progress have up to " + drain
                                        + " to finish (Ctrl-C again stops at once)");
                    } catch (InterruptedException e) {
                        // stopped in time
                        Thread.currentThread().interrupt();
                    }
                },
                "cannery-drain");
        notice.setDaemon(true);
        notice.start();
        stop.run();
        notice.interrupt();
    }

    private void requireCompanions() {
        if (seed != null && chaos == null) {
            throw new UserError("--seed requires --chaos");
        }
        if (passwordVariable != null && keystore == null) {
            throw new UserError("--tls-keystore-password-env requires --tls-keystore");
        }
        if (certificateOut != null && !isTls && keystore == null) {
            throw new UserError("--tls-cert-out requires --tls or --tls-keystore");
        }
        if (isTls && keystore != null) {
            throw new UserError("use either --tls, which generates a certificate, or --tls-keystore, which names one");
        }
    }

    private String password() {
        if (passwordVariable == null) {
            return "";
        }
        String password = System.getenv(passwordVariable);
        if (password == null) {
            throw new UserError(
                    "the environment variable '" + passwordVariable + "' of --tls-keystore-password-env is not set");
        }
        return password;
    }

    /** Logs the certificate's fingerprint, if there is a certificate. Returns the options that curl needs to accept it. */
    String logCertificate(MockServer server, ServeLog log) {
        return server.certificate()
                .map(CertificateText::new)
                .map(text -> {
                    log.info("certificate", "certificate: SHA-256 " + text.fingerprint());
                    return certificateOut == null ? " -k" : " --cacert " + write(text, certificateOut);
                })
                .orElse("");
    }

    private static Path write(CertificateText text, Path file) {
        try {
            WholeFileWriter.write(file, text.pem());
            return file;
        } catch (IOException e) {
            throw new UserError("cannot write the certificate to '" + file + "': " + WholeFileWriter.reason(e));
        }
    }
}
