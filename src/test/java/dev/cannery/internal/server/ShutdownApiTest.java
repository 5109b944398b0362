package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class ShutdownApiTest {
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private final CompletableFuture<Callback> written = new CompletableFuture<>();

    @Test
    void theServerStopsWhenItsResponseHasBeenSent() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        ShutdownApi api = new ShutdownApi(() -> stopped.complete("stopped"), 1);

        api.stopAfter(response(), Callback.from(() -> done.complete("done"), done::completeExceptionally));

        assertThat(done).isNotDone();
        assertThat(stopped).isNotDone();
        written.join().succeeded();
        assertThat(done).isCompletedWithValue("done");
        assertThat(stopped.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
    }

    @Test
    void theServerStopsAlsoWhenTheClientHasLeft() throws Exception {
        ShutdownApi api = new ShutdownApi(() -> stopped.complete("stopped"), 1);

        api.stopAfter(response(), Callback.NOOP);
        written.join().failed(new IllegalStateException("the client has left"));

        assertThat(stopped.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
    }

    @Test
    void aClientGetsTheWholeResponseOfWireMock() throws Exception {
        try (MockServer server = MockServer.builder().start()) {
            HttpRequest stop = HttpRequest.newBuilder(URI.create(server.adminUrl() + "/shutdown"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();

            HttpResponse<String> response = HttpClient.newHttpClient().send(stop, HttpResponse.BodyHandlers.ofString());
            server.join();

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
        }
    }

    /** A response whose only write ends when the test says so. */
    private Response response() {
        return (Response) Proxy.newProxyInstance(
                Response.class.getClassLoader(), new Class<?>[] {Response.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        written.complete((Callback) arguments[2]);
                    }
                    return null;
                });
    }
}
