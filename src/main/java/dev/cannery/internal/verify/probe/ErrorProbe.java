package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A wrong request that a provider must refuse. It costs nothing.
 *
 * @param endpoint the endpoint to which it is sent
 * @param name what is wrong with it
 * @param body the body as it is sent
 * @param shown the body as reports show it; do not modify
 * @param expected the error with which the profile refuses it
 * @param hasWrongKey whether it is sent with an invalid key
 */
public record ErrorProbe(
        ChatEndpoint endpoint, String name, String body, ObjectNode shown, ApiError expected, boolean hasWrongKey) {
    /** A key that no provider has issued. */
    public static final String WRONG_KEY = "sk-cannery-probe-of-a-wrong-key";

    private static final String USUAL = "/v1";
    private static final String BROKEN = "{\"model\": \"";

    /**
     * Returns the wrong requests that this profile refuses at an endpoint; none if the provider does not have it. The provider is
     * assumed to serve the model, even if the profile does not know it.
     */
    public static List<ErrorProbe> of(Profile profile, ChatEndpoint endpoint, String model, boolean hasKey) {
        return profile.at(endpoint)
                .map(provider -> new Maker(provider, endpoint, model).all(hasKey))
                .orElse(List.of());
    }

    /** Makes the probes of one endpoint. */
    private static final class Maker {
        private final Profile profile;
        private final ChatEndpoint endpoint;
        private final String model;
        private final List<ErrorProbe> probes = new ArrayList<>();

        Maker(Profile profile, ChatEndpoint endpoint, String model) {
            this.profile = profile;
            this.endpoint = endpoint;
            this.model = model;
        }

        List<ErrorProbe> all(boolean hasKey) {
            if (hasKey) {
                add("a wrong key", request(model), profile.refusalOfKey(WRONG_KEY), true);
            }
            addBroken();
            add("an unknown model", request("no-such-model-4711"), profile);
            if (endpoint == ChatEndpoint.CHAT_COMPLETIONS) {
                changed("no messages", body -> body.remove("messages"));
                changed("empty messages", body -> body.putArray("messages"));
            } else {
                changed("no input", body -> body.remove("input"));
                changed("an empty input", body -> body.putArray("input"));
            }
            changed("a temperature out of range", body -> body.put("temperature", 9));
            changed("a temperature that is a string", body -> body.put("temperature", "hot"));
            if (endpoint == ChatEndpoint.CHAT_COMPLETIONS) {
                changed("no choices at all", body -> body.put("n", 0));
                changed(
                        "stream_options without stream",
                        body -> body.putObject("stream_options").put("include_usage", true));
            } else {
                changed("a limit of 0 tokens", body -> body.put("max_output_tokens", 0));
                changed(
                        "an unknown earlier response",
                        body -> body.put("previous_response_id", "resp_" + "0".repeat(50)));
            }
            return probes;
        }

        private ObjectNode request(String asked) {
            ObjectNode body = Json.object().put("model", asked);
            if (endpoint == ChatEndpoint.RESPONSES) {
                return body.put("input", "Say hi.").put("max_output_tokens", 16);
            }
            body.putArray("messages").addObject().put("role", "user").put("content", "Say hi.");
            return body.put("max_completion_tokens", 16);
        }

        private void addBroken() {
            try {
                ChatRequest.parse(USUAL + endpoint.path(), Map.of(), BROKEN.getBytes(StandardCharsets.UTF_8));
            } catch (MalformedRequestException e) {
                ObjectNode shown = Json.object();
                shown.set("raw", TextNode.valueOf(BROKEN));
                probes.add(new ErrorProbe(endpoint, "broken JSON", BROKEN, shown, e.toApiError(), false));
            }
        }

        private void changed(String name, Consumer<ObjectNode> change) {
            ObjectNode body = request(model);
            change.accept(body);
            add(name, body, profile.serving(model));
        }

        private void add(String name, ObjectNode body, Profile judge) {
            judge.refusalOf(ChatRequest.of(USUAL + endpoint.path(), Map.of(), body))
                    .ifPresent(error -> add(name, body, error, false));
        }

        private void add(String name, ObjectNode body, ApiError expected, boolean hasWrongKey) {
            probes.add(new ErrorProbe(endpoint, name, Json.compact(body), body, expected, hasWrongKey));
        }
    }
}
