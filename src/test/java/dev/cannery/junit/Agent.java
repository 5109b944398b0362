package dev.cannery.junit;

import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Code under test: a client that ignores errors. */
public final class Agent {
    private final URI baseUrl;

    public Agent(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Returns the text of the response, or the status if it has none. */
    public String ask(String prompt) {
        return ask(prompt, 0.2, false);
    }

    public String ask(String prompt, double temperature, boolean stream) {
        var body = Json.object()
                .put("model", "gpt-4o")
                .put("temperature", temperature)
                .put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return send(body.toString());
    }

    String send(String body) {
        return send("/chat/completions", body);
    }

    String send(String path, String body) {
        try {
            var call = (HttpURLConnection) URI.create(baseUrl + path).toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setRequestProperty("content-type", "application/json");
            call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            if (call.getResponseCode() != 200) {
                return "status " + call.getResponseCode();
            }
            try (InputStream in = call.getInputStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return text.startsWith("data:")
                        ? "a stream"
                        : Json.parse(text).at("/choices/0/message/content").asText();
            }
        } catch (IOException e) {
            return "failed: " + e.getMessage();
        }
    }
}
