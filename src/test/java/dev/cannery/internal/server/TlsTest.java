package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cannery.Await;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.tls.CertificateText;
import dev.cannery.internal.server.tls.Identity;
import dev.cannery.internal.server.tls.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks HTTPS with the JDK's client, which checks names and, where it can, upgrades to HTTP/2. */
class TlsTest {
    private static final MockServer SERVER = MockServer.builder()
            .contracts(ContractReader.read(
                    Path.of("src/test/resources/contracts/good/faults.yaml"),
                    Path.of("src/test/resources/contracts/good/breaks-off.yaml")))
            .transport(TransportOptions.PLAIN.tls())
            .start();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aClientThatTrustsTheCertificateIsAnsweredInItsVersionOfHttp(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer =
                ask(client(SERVER, version), SERVER.baseUrl() + "/chat/completions", "sound", false);

        assertThat(SERVER.baseUrl()).hasScheme("https");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).contains("Größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theCertificateIsGoodForEveryNameOfThisMachine(String host) throws Exception {
        String url = "https://" + host + ":" + SERVER.port()
                + "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21";

        assertThat(ask(client(SERVER, HttpClient.Version.HTTP_2), url, "sound", true)
                        .body())
                .contains("[DONE]");
    }

    @Test
    void aClientThatDoesNotKnowTheCertificateRefusesIt() {
        assertThatThrownBy(
                        () -> ask(HttpClient.newHttpClient(), SERVER.baseUrl() + "/chat/completions", "sound", false))
                .isInstanceOf(javax.net.ssl.SSLHandshakeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "reset, false",
        "empty, false",
        "garbage, false",
        "half_body, false",
        "stream reset, true",
        "stream garbage, true",
        "stream half_event, true"
    })
    void aBrokenStreamOfHttp2LeavesItsConnectionToTheOthers(String prompt, boolean stream) throws Exception {
        HttpClient client = client(SERVER, HttpClient.Version.HTTP_2);
        CompletableFuture<HttpResponse<String>> beside = client.sendAsync(
                request(SERVER.baseUrl() + "/chat/completions", "heartbeat", true),
                HttpResponse.BodyHandlers.ofString());

        assertThatThrownBy(() -> ask(client, SERVER.baseUrl() + "/chat/completions", prompt, stream))
                .isInstanceOf(IOException.class);
        assertThat(beside.get().body()).contains("[DONE]");
    }

    @ParameterizedTest
    @CsvSource({"delay 1h, false", "delay 1h, true", "timeout, false", "timeout, true", "stall after 1, true"})
    void aCallOfHttp2ThatIsCancelledIsNoLongerUnderWay(String fault, boolean stream) throws Exception {
        MockServer server = MockServer.builder()
                .contracts(ContractReader.read(Path.of("src/test/resources/contracts/good/faults.yaml")))
                .transport(TransportOptions.PLAIN.tls().drain(Duration.ofMinutes(1)))
                .start();
        HttpClient client = client(server, HttpClient.Version.HTTP_2);
        CompletableFuture<?> answer = begin(client, server, fault, stream);
        awaitExchanges(server, 1);
        answer.cancel(true);

        assertThat(ask(client, server.baseUrl() + "/chat/completions", "sound", false)
                        .statusCode())
                .isEqualTo(200);
        assertTimeoutPreemptively(Duration.ofSeconds(20), server::close);
    }

    @Test
    void manyCancelledCallsOfHttp2LeaveTheirConnectionToTheOthers() throws Exception {
        try (MockServer server = MockServer.builder()
                .contracts(ContractReader.read(Path.of("src/test/resources/contracts/good/faults.yaml")))
                .transport(TransportOptions.PLAIN.tls())
                .start()) {
            HttpClient client = client(server, HttpClient.Version.HTTP_2);
            CompletableFuture<?> beside = begin(client, server, "timeout", false);
            for (int round = 0; round < 4; round++) {
                awaitExchanges(server, 1 + round * 100);
                List<CompletableFuture<?>> calls = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    calls.add(begin(client, server, "timeout", false));
                }
                awaitExchanges(server, 1 + (round + 1) * 100);
                calls.forEach(call -> call.cancel(true));
            }

            assertThat(ask(client, server.baseUrl() + "/chat/completions", "sound", false)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(beside).isNotDone();
        }
    }

    private static CompletableFuture<?> begin(HttpClient client, MockServer server, String fault, boolean stream) {
        HttpRequest asked = HttpRequest.newBuilder(
                        request(server.baseUrl() + "/chat/completions", "sound", stream), (name, value) -> true)
                .header("x-cannery-fault", fault)
                .build();
        return client.sendAsync(asked, HttpResponse.BodyHandlers.ofString());
    }

    private static void awaitExchanges(MockServer server, int count) throws InterruptedException {
        Await.until(count + " exchanges", () -> server.exchanges().size() >= count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "empty", "half_body", "slow_headers"})
    void faultsBelowHttp1HappenBelowTls(String prompt) throws Exception {
        HttpClient client = client(SERVER, HttpClient.Version.HTTP_1_1);
        if (prompt.equals("slow_headers")) {
            assertThat(ask(client, SERVER.baseUrl() + "/chat/completions", prompt, false)
                            .body())
                    .contains("Hi");
        } else {
            assertThatThrownBy(() -> ask(client, SERVER.baseUrl() + "/chat/completions", prompt, false))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void slowHeadersOfHttp2AreLateAsAWhole() throws Exception {
        long start = System.nanoTime();
        HttpClient client = client(SERVER, HttpClient.Version.HTTP_2);

        assertThat(ask(client, SERVER.baseUrl() + "/chat/completions", "slow_headers", false)
                        .body())
                .contains("Hi");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theAdminApiIsServedAndGuardedToo() throws Exception {
        HttpRequest mappings = HttpRequest.newBuilder(URI.create(SERVER.adminUrl() + "/mappings"))
                .build();

        assertThat(client(SERVER, HttpClient.Version.HTTP_2)
                        .send(mappings, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theCertificateIsWrittenAsClientsReadIt() throws Exception {
        Identity identity = SelfSigned.of("127.0.0.1");
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        new CertificateText(identity.certificate()).pem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(read).isEqualTo(identity.certificate());
        assertThat(new CertificateText(identity.certificate()).fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(identity).hasToString("Identity[CN=localhost,O=Cannery mock server]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p12", "pem"})
    void aKeystoreOfTheUsersIsShown(String form) throws Exception {
        Identity identity = SelfSigned.of("127.0.0.1");
        Path file = folder.resolve("keys." + form);
        if (form.equals("p12")) {
            try (var out = Files.newOutputStream(file)) {
                identity.keys().store(out, identity.password().toCharArray());
            }
        } else {
            Files.writeString(file, new CertificateText(identity.certificate()).pem() + keyOf(identity));
        }
        try (MockServer server = MockServer.builder()
                .scripted(request -> Replies.json("{}"))
                .transport(TransportOptions.PLAIN.tls(file, identity.password()))
                .start()) {
            assertThat(server.certificate()).contains(identity.certificate());
            assertThat(ask(
                                    client(server, HttpClient.Version.HTTP_2),
                                    server.baseUrl() + "/chat/completions",
                                    "x",
                                    false)
                            .body())
                    .isEqualTo("{}");
        }
    }

    @Test
    void aKeystoreThatCannotBeReadIsSaid() throws Exception {
        Path file = folder.resolve("keys.p12");
        assertThatThrownBy(() -> start(file, "x")).hasMessage("the keystore '" + file + "' does not exist");
        Files.writeString(file, "no keys at all");
        assertThatThrownBy(() -> start(file, "x")).hasMessage("the keystore '" + file + "' is neither PKCS12 nor PEM");
        Files.writeString(file, new CertificateText(SelfSigned.of("127.0.0.1").certificate()).pem());
        assertThatThrownBy(() -> start(file, "x"))
                .hasMessage("the keystore '" + file
                        + "' must contain a certificate and one private key, contains 1 certificates and 0 keys");
        Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> start(file, "x"))
                .hasMessageContaining("convert it to 'PRIVATE KEY' with 'openssl pkcs8 -topk8 -nocrypt'");
        Identity identity = SelfSigned.of("127.0.0.1");
        try (var out = Files.newOutputStream(file)) {
            identity.keys().store(out, identity.password().toCharArray());
        }
        assertThatThrownBy(() -> start(file, "wrong"))
                .hasMessage("the keystore '" + file + "' cannot be opened with this password");
    }

    private static void start(Path keystore, String password) {
        MockServer.builder()
                .transport(TransportOptions.PLAIN.tls(keystore, password))
                .start()
                .close();
    }

    private static String keyOf(Identity identity) throws Exception {
        Key key = identity.keys().getKey("cannery", identity.password().toCharArray());
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static HttpClient client(MockServer server, HttpClient.Version version) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mock", server.certificate().orElseThrow());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    private static HttpResponse<String> ask(HttpClient client, String url, String prompt, boolean stream)
            throws IOException, InterruptedException {
        return client.send(request(url, prompt, stream), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String url, String prompt, boolean stream) {
        String body = "{\"model\":\"gpt-4o\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]}";
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
