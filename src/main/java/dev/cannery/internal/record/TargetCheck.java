package dev.cannery.internal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.internal.verify.check.ForeignReply;
import dev.cannery.internal.verify.exchange.Endpoint;
import dev.cannery.internal.verify.exchange.ProviderClient;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.exchange.Timeouts;
import dev.cannery.internal.wire.Json;
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
                    + dev.cannery.internal.wire.Secrets.redactAddress(reply.header("location"))
                    + ". Name that address as the target");
        }
        if (key != null && (reply.status() == 401 || reply.status() == 403)) {
            return Optional.of(
                    "cannot record from " + address + ": it refuses the key in the environment variable " + key.name());
        }
        if (ForeignReply.is(reply) || !isJson(reply)) {
            String type = reply.header("content-type");
            return Optional.of(
                    "cannot record from " + address + ": it is not a chat-completions API, it answered with status "
                            + reply.status() + (type.isEmpty() ? "" : " and " + type)
                            + ". Name the base URL, such as https://api.openai.com/v1");
        }
        return Optional.empty();
    }

    private static boolean isJson(Reply reply) {
        try {
            return Json.parse(new String(reply.body(), StandardCharsets.UTF_8)).isContainerNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
