package dev.cannery.internal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.ForeignReply;
import dev.cannery.internal.target.ProviderClient;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Finds out whether a target is the API, with a request that it refuses, so that it costs nothing. */
public final class TargetCheck {
    private TargetCheck() {}

    /** Returns why calls of the target cannot be recorded, in a sentence; empty if they can. */
    public static Optional<String> problem(Endpoint endpoint, Timeouts timeouts) throws InterruptedException {
        Reply reply = new ProviderClient(endpoint, timeouts).send("{}".getBytes(StandardCharsets.UTF_8), Map.of());
        String address = endpoint.shownAddress();
        Endpoint.ApiKey key = endpoint.key();
        if (reply.failure() != null) {
            return Optional.of(
                    "cannot record from " + address + ": " + reply.failure().actual());
        }
        if (reply.isRedirect()) {
            return Optional.of("cannot record from " + address + ": it redirects to "
                    + Secrets.redactAddress(reply.header("location"))
                    + ". Name that address as the target");
        }
        if (key != null && (reply.status() == 401 || reply.status() == 403)) {
            return Optional.of(
                    "cannot record from " + address + ": it refuses the key in the environment variable " + key.name());
        }
        String type = reply.header("content-type");
        String answered = "status " + reply.status() + (type.isEmpty() ? "" : " and " + type);
        if (reply.status() >= 500 && (ForeignReply.is(reply) || !isRefusal(reply))) {
            return Optional.of("cannot record from " + address + ": the API is not available, a gateway answered with "
                    + answered);
        }
        if (ForeignReply.is(reply) || !isRefusal(reply)) {
            return Optional.of("cannot record from " + address
                    + ": it is not a chat-completions API, it answered an empty request with " + answered
                    + ". Name the base URL, such as https://api.openai.com/v1");
        }
        return Optional.empty();
    }

    /** Whether this is what an API answers to an empty request: an error as JSON, or a completion. */
    private static boolean isRefusal(Reply reply) {
        try {
            JsonNode body = Json.parse(new String(reply.body(), StandardCharsets.UTF_8));
            return body.isContainerNode() && (reply.status() >= 400 || body.has("choices") || body.has("error"));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
