package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A wrong request that a provider must refuse. It costs nothing.
 *
 * @param name what is wrong with it
 * @param body the body as it is sent
 * @param shown the body as reports show it; do not modify
 * @param expected the error with which the profile refuses it
 * @param hasWrongKey whether it is sent with an invalid key
 */
public record ErrorProbe(String name, String body, ObjectNode shown, ApiError expected, boolean hasWrongKey) {
    /** A key that no provider has issued. */
    public static final String WRONG_KEY = "sk-cannery-probe-of-a-wrong-key";

    private static final String BROKEN = "{\"model\": \"";

    /** Returns the wrong requests that this profile refuses. The provider is assumed to serve the model, even if the profile does not know it. */
    public static List<ErrorProbe> of(Profile profile, String model, boolean hasKey) {
        Profile own = profile.serving(model);
        List<ErrorProbe> probes = new ArrayList<>();
        if (hasKey) {
            ObjectNode request = request(model);
            probes.add(new ErrorProbe(
                    "a wrong key", Json.compact(request), request, profile.refusalOfKey(WRONG_KEY), true));
        }
        broken(probes);
        refused(probes, profile, "an unknown model", request("no-such-model-4711"));
        refused(probes, own, "no messages", changed(model, body -> body.remove("messages")));
        refused(probes, own, "empty messages", changed(model, body -> body.putArray("messages")));
        refused(probes, own, "a temperature out of range", changed(model, body -> body.put("temperature", 9)));
        refused(probes, own, "a temperature that is a string", changed(model, body -> body.put("temperature", "hot")));
        refused(probes, own, "no choices at all", changed(model, body -> body.put("n", 0)));
        refused(
                probes,
                own,
                "stream_options without stream",
                changed(model, body -> body.putObject("stream_options").put("include_usage", true)));
        return probes;
    }

    private static void broken(List<ErrorProbe> probes) {
        try {
            ChatRequest.parse("/v1/chat/completions", Map.of(), BROKEN.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedRequestException e) {
            ObjectNode shown = Json.object();
            shown.set("raw", TextNode.valueOf(BROKEN));
            probes.add(new ErrorProbe("broken JSON", BROKEN, shown, e.toApiError(), false));
        }
    }

    private static void refused(List<ErrorProbe> probes, Profile profile, String name, ObjectNode body) {
        Optional<ApiError> refusal = profile.refusalOf(ChatRequest.of(body));
        refusal.ifPresent(error -> probes.add(new ErrorProbe(name, Json.compact(body), body, error, false)));
    }

    private static ObjectNode request(String model) {
        ObjectNode body = Json.object().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", "Say hi.");
        return body.put("max_completion_tokens", 16);
    }

    private static ObjectNode changed(String model, Consumer<ObjectNode> change) {
        ObjectNode body = request(model);
        change.accept(body);
        return body;
    }
}
