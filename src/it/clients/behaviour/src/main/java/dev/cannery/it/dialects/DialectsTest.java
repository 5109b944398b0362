package dev.cannery.it.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.cannery.it.StandaloneServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Measures what breaks a client in each dialect, and compares it with the client's {@code dialects.tsv}.
 *
 * <p>{@code -Dgolden.update=true} writes the file. The guide on client compatibility is generated from these files.
 */
public abstract class DialectsTest {
    private static final Pattern BASE_URL = Pattern.compile("\"base_url\"\\s*:\\s*\"([^\"]+)\"");

    private final ExecutorService executor = Executors.newCachedThreadPool(DialectsTest::daemon);

    /** Returns the client's name, which is that of its folder. */
    protected abstract String client();

    /** Returns a class of the client's library, whose file names the version. */
    protected abstract Class<?> library();

    /** Returns the client, configured as its documentation says for a server at this URL, without retries. */
    protected abstract DialectClient connect(String baseUrl, String model);

    /** Whether the client can be pointed at the provider. */
    protected boolean reaches(Dialect dialect) {
        return true;
    }

    /** Returns what the server is started with, besides a port. */
    protected List<String> serverOptions() {
        return List.of();
    }

    /** Returns the client by which the test opens scopes. */
    protected HttpClient http() {
        return HttpClient.newHttpClient();
    }

    @Test
    void whatBreaksInEachDialectIsKnown() throws Exception {
        Path clients = Path.of(System.getProperty("cannery.contracts")).resolveSibling("clients");
        List<Dialect> dialects = new ArrayList<>(Dialect.ALL);
        dialects.addAll(Dialect.alone(clients.resolve("alone")));
        dialects.removeIf(dialect -> !reaches(dialect));
        StringBuilder inDialects = new StringBuilder("client\tversion\tdialect\tscenario\toutcome\n");
        StringBuilder alone = new StringBuilder("client\tversion\tdifference\tscenario\toutcome\n");
        try (StandaloneServer server = StandaloneServer.start(Contracts.write(dialects), serverOptions())) {
            for (Dialect dialect : dialects) {
                measure(server.baseUrl(), dialect, dialect.isAlone() ? alone : inDialects);
            }
        } finally {
            executor.shutdownNow();
        }

        assertAll(
                () -> assertHolds(clients.resolve(client()).resolve("dialects.tsv"), inDialects.toString()),
                () -> assertHolds(clients.resolve(client()).resolve("alone.tsv"), alone.toString()));
    }

    private static void assertHolds(Path file, String measured) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, measured);
        }
        assertThat(measured)
                .as("%s (-Dgolden.update=true renews it; read the difference)", file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    /** Adds a row for each scenario; of a difference alone, those that break. */
    private void measure(String baseUrl, Dialect dialect, StringBuilder table) throws Exception {
        String scope = open(baseUrl, dialect);
        try (DialectClient usual = connect(scope, dialect.model());
                DialectClient reasoning = connect(scope, dialect.reasoning())) {
            for (Scenario scenario : Scenario.values()) {
                DialectClient client = scenario.reasons() ? reasoning : usual;
                if (!scenario.isFor(dialect) || !scenario.isFor(client)) {
                    continue;
                }
                String outcome = outcome(() -> scenario.run(dialect, client));
                if (!dialect.isAlone() || !outcome.equals(Outcome.OK)) {
                    table.append(String.join("\t", client(), version(), dialect.name(), scenario.label(), outcome))
                            .append('\n');
                }
            }
        }
    }

    private String outcome(Callable<String> scenario)
            throws InterruptedException, ExecutionException {
        Future<String> outcome = executor.submit(scenario);
        try {
            return outcome.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            outcome.cancel(true);
            return "never ends";
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scenario");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a scope with the contract in this dialect, and returns its base URL. */
    private String open(String baseUrl, Dialect dialect) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(baseUrl).resolve("/__admin/scopes?contracts=" + Contracts.name(dialect)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String opened = http().send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher url = BASE_URL.matcher(opened);
        if (!url.find()) {
            throw new IllegalStateException("no scope for " + dialect.name() + ": " + opened);
        }
        return dialect.profile().equals("azure") ? url.group(1).replaceFirst("/v1$", "/openai/v1") : url.group(1);
    }

    /** Returns the version in the name of the file that holds the library. */
    private String version() {
        String file = library().getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher version = Pattern.compile("-(\\d[^/]*)\\.jar$").matcher(file);
        if (!version.find()) {
            throw new IllegalStateException("no version in " + file);
        }
        return version.group(1);
    }
}
