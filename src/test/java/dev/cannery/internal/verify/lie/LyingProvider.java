package dev.cannery.internal.verify.lie;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A provider with valid responses, and with an invalid response at the URL of each lie. */
public final class LyingProvider implements AutoCloseable {
    /** The key that it accepts. */
    public static final String KEY = "sk-the-right-key-of-the-test";

    private static final Pattern PARTS = Pattern.compile("(?<=\n\n)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lying-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Consumer<Draft>> lies = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Draft>> errorLies = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Profile profile = ProfileReader.read("openai");

    public LyingProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the base URL with valid responses. */
    public String valid() {
        return address("valid");
    }

    /** Returns the base URL with this invalid response. */
    String telling(String name, Consumer<Draft> lie) {
        lies.put(name, lie);
        return address(name);
    }

    /** Returns the base URL with this invalid refusal. */
    String refusing(String name, Consumer<Draft> lie) {
        errorLies.put(name, lie);
        return address(name);
    }

    private String address(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = Path.of(exchange.getRequestURI().getPath()).getName(0).toString();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Draft draft;
        Optional<ApiError> refusal = refusal(exchange, body);
        if (refusal.isPresent()) {
            draft = new Draft((com.fasterxml.jackson.databind.node.ObjectNode)
                    profile.style().errorBody(refusal.get()));
            draft.status = refusal.get().status();
            errorLies.getOrDefault(name, LyingProvider::leave).accept(draft);
        } else {
            draft = new ValidAnswer(request(body)).draft();
            lies.getOrDefault(name, LyingProvider::leave).accept(draft);
        }
        try {
            send(exchange, draft);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void leave(Draft draft) {
        // the valid response unchanged
    }

    private Optional<ApiError> refusal(HttpExchange exchange, byte[] body) {
        String key = exchange.getRequestHeaders().getFirst("authorization");
        if (key != null && !key.equals("Bearer " + KEY)) {
            return Optional.of(profile.refusalOfKey(key.substring("Bearer ".length())));
        }
        try {
            return profile.refusalOf(ChatRequest.parse("/v1/chat/completions", Map.of(), body));
        } catch (MalformedRequestException e) {
            return Optional.of(e.toApiError());
        }
    }

    private static ChatRequest request(byte[] body) {
        try {
            return ChatRequest.parse("/v1/chat/completions", Map.of(), body);
        } catch (MalformedRequestException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpExchange exchange, Draft draft) throws IOException, InterruptedException {
        closing.await(draft.silenceMillis, TimeUnit.MILLISECONDS);
        exchange.getResponseHeaders().set("content-type", draft.contentType);
        // with a length that is never reached, the end of the connection is an error
        exchange.sendResponseHeaders(draft.status, draft.end == Draft.End.BREAK ? Integer.MAX_VALUE : 0);
        OutputStream out = exchange.getResponseBody();
        if (draft.raw.length > 0) {
            out.write(draft.raw);
        }
        for (String part : PARTS.splitAsStream(draft.sent()).toList()) {
            out.write(part.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (draft.gapMillis > 0) {
                closing.await(draft.gapMillis, TimeUnit.MILLISECONDS);
            }
        }
        switch (draft.end) {
            case CLEAN -> out.close();
            case STALL -> closing.await();
            case BREAK -> out.flush();
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
