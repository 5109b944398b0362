package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the refusals that other providers once sent with those of their profiles. */
class RecordedRefusalsTest {
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp");

    @ParameterizedTest
    @CsvSource({"SAMPLES, 0.1", "SHARED, 1"})
    void aRecordedRefusalIsGivenToTheSameRequestOrCanBeNamed(Recordings recordings, double least) {
        Map<String, int[]> shares = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (JsonNode exchange : recordings.all()) {
            String provider = exchange.path("provider").asText();
            String name = PROFILES.getOrDefault(provider, provider);
            if (provider.equals("openai") // RecordingsTest compares those
                    || exchange.path("status").asInt() < 400
                    || !ProfileReader.builtIn().contains(name)
                    || !(exchange.path("request") instanceof ObjectNode request)) {
                continue;
            }
            Profile profile = ProfileReader.read(name);
            int[] share = shares.computeIfAbsent(provider, any -> new int[3]);
            JsonNode body = exchange.path("response");
            boolean isDecided = profile.refusalOf(ChatRequest.of(request))
                    .filter(error -> isSame(error, exchange, profile.style()))
                    .isPresent();
            boolean isNamed = keyRefusals(profile).anyMatch(error -> isSame(error, exchange, profile.style()))
                    || named(profile, request).anyMatch(error -> isSame(error, exchange, profile.style()));
            share[0] += isDecided ? 1 : 0;
            share[1] += isDecided || isNamed ? 1 : 0;
            share[2]++;
            if (!isDecided && !isNamed) {
                others.add(provider + " " + exchange.path("status") + " " + body);
            }
        }
        shares.forEach((provider, share) -> System.out.println("refusals of " + provider + ": of " + share[2]
                + " recorded " + share[0] + " follow from the request, " + share[1] + " are given or have a name"));
        others.forEach(other -> System.out.println("  not: " + other));
        int known = shares.values().stream().mapToInt(share -> share[1]).sum();
        int all = shares.values().stream().mapToInt(share -> share[2]).sum();
        System.out.println("refusals: " + known + " of " + all);

        assertThat((double) known / all).isGreaterThanOrEqualTo(least);
    }

    @Test
    void aRefusalNamesTheFieldAlsoAsItsParameter() {
        ObjectNode request = (ObjectNode) parse("{\"model\":\"m\",\"messages\":[],\"store\":true}");

        assertThat(ProfileReader.read("mistral").refusalOf(ChatRequest.of(request)))
                .get()
                .extracting(ApiError::param)
                .isEqualTo("store");
    }

    @Test
    void aRefusedFieldIsRefusedInTheWordsOfTheProvider() {
        assertThat(refusal("mistral", "{'model':'m','messages':[],'store':true}"))
                .contains("422 Extra inputs are not permitted");
        assertThat(refusal("mistral", "{'model':'m','messages':[],'logprobs':false}"))
                .isEmpty();
        assertThat(refusal("xai", "{'model':'grok-4','messages':[],'stop':['a']}"))
                .contains("400 Model grok-4 does not support parameter stop.");
        assertThat(refusal("xai", "{'model':'grok-3','messages':[],'stop':['a']}"))
                .isEmpty();
        assertThat(refusal("groq", "{'model':'m','messages':[],'n':1}")).isEmpty();
        assertThat(refusal("groq", "{'model':'m','messages':[],'n':2}")).contains("400 'n' : number must be at most 1");
        assertThat(refusal("groq", "{'model':'m','messages':[],'logit_bias':{}}"))
                .contains("400 property 'logit_bias' is unsupported");
        assertThat(refusal("llama.cpp", "{'model':'m','messages':[],'grammar':'g','json_schema':{}}"))
                .contains("500 Cannot use both json_schema and grammar");
        assertThat(refusal(
                        "deepseek",
                        "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'a'},"
                                + "{'type':'image_url'}]}]}"))
                .contains("400 Failed to deserialize the JSON body into the target type: messages[0]: unknown variant"
                        + " `image_url`, expected `text` at line 1 column 101");
    }

    @ParameterizedTest
    @CsvSource({
        "openrouter, no_tool_endpoints, 404, No endpoints found that support tool use",
        "openrouter, no_tool_choice_endpoints, 404, 'tool_choice'",
        "openrouter, no_endpoints_for_data_policy, 404, data policy",
        "openrouter, model_ended, 404, The alpha period for this model has ended",
        "openrouter, upstream_invalid_request, 400, Provider returned error",
        "openrouter, upstream_moderation, 403, Provider returned error",
        "groq, arguments_against_schema_2025, 400, tool call validation failed: parameters for tool",
        "azure, invalid_input, 422, invalid input error"
    })
    void aRefusalThatDoesNotFollowFromTheRequestHasAName(String profile, String name, int status, String words) {
        ApiError error = ProfileReader.read(profile)
                .style()
                .errors()
                .named(name)
                .orElseThrow()
                .error();

        assertThat(error.status()).isEqualTo(status);
        assertThat(error.message()).contains(words);
    }

    private static Optional<String> refusal(String profile, String request) {
        return ProfileReader.read(profile)
                .refusalOf(ChatRequest.of((ObjectNode) parse(request.replace('\'', '"'))))
                .map(error -> error.status() + " " + error.message());
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ApiError> keyRefusals(Profile profile) {
        return Stream.of(profile.refusalOfNoKey(), profile.refusalOfKey("****-key"));
    }

    /** Returns the errors that a contract can name, for this request. */
    private static Stream<ApiError> named(Profile profile, ObjectNode request) {
        AnswerStyle style = profile.style();
        return style.errors().names().stream()
                .flatMap(name -> style.errors().named(name).stream())
                .map(named -> MessageTemplate.filled(
                        named.error(), Map.of("model", request.path("model").asText())));
    }

    /** Whether an error is the recorded one, apart from numbers and identifiers. */
    private static boolean isSame(ApiError error, JsonNode exchange, AnswerStyle style) {
        JsonNode given = style.errorBody(error);
        return error.status() == exchange.path("status").asInt()
                && masked(message(given)).equals(masked(message(exchange.path("response"))));
    }

    private static String masked(String message) {
        return message.replaceAll("(?<=for [\\w.-]{1,60} in )[\\w ]+(?= have)|(?<=for tool )\\w+|(?<=errors: ).*", "x")
                .replaceAll("`[^`]*`|[0-9a-f-]{36}|\\d+|\\*+\\S*|\\S*REDACTED\\S*", "x");
    }

    private static String message(JsonNode body) {
        JsonNode inner = body.path("error").isObject() ? body.path("error") : body;
        return Stream.of("message", "detail", "error")
                .map(name -> inner.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(body.toString());
    }
}
