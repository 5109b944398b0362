package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Breaks a rich request at random places: a review must always end with or without findings, never with an exception. */
class ProfileFuzzTest {
    private static final long SEED = 20261122;
    private static final int ROUNDS = 3_000;
    private static final String RICH = "{'model': 'gpt-4o', 'messages': [{'role': 'system', 'content': 'json'},"
            + " {'role': 'user', 'name': 'u', 'content': [{'type': 'text', 'text': 'x'}, {'type': 'image_url',"
            + " 'image_url': {'url': 'data:image/png;base64,iVBORw0KGgo=', 'detail': 'low'}}]},"
            + " {'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'c', 'type': 'function', 'function':"
            + " {'name': 'f', 'arguments': '{}'}}]}, {'role': 'tool', 'tool_call_id': 'c', 'content': 'r'}],"
            + " 'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': true, 'parameters': {'type': 'object',"
            + " 'additionalProperties': false, 'required': ['a'], 'properties': {'a': {'type': ['string', 'null'],"
            + " 'anyOf': [{'type': 'array', 'items': {'$ref': '#'}}]}}}}}], 'tool_choice': {'type': 'function',"
            + " 'function': {'name': 'f'}}, 'response_format': {'type': 'json_schema', 'json_schema': {'name': 'n',"
            + " 'strict': true, 'schema': {'type': 'object', 'additionalProperties': false}}}, 'stop': ['a'],"
            + " 'stream': true, 'stream_options': {'include_usage': true}, 'metadata': {'k': 'v'}, 'logprobs': true,"
            + " 'top_logprobs': 3, 'logit_bias': {'1': 2}, 'temperature': 0.5, 'n': 1, 'user': 'u', 'seed': 1,"
            + " 'reasoning_effort': 'low', 'prediction': {'type': 'content', 'content': 'x'}, 'modalities': ['text']}";
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "99999999999999999999",
            "1e400",
            "0.5",
            "''",
            "'x'",
            "'json'",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{'type': 'function'}",
            "{'type': 7}",
            "{'role': 'tool'}",
            "{'$ref': '#/x'}",
            "'gpt-5.6-terra'",
            "'none'",
            "'data:image/png;base64,'",
            "['object', 1]");

    private final Random random = new Random(SEED);

    @Test
    void brokenRequestsAreReviewedWithoutAnException() {
        List<Profile> profiles =
                ProfileReader.builtIn().stream().map(ProfileReader::read).toList();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode body = (ObjectNode) Shared.json(RICH);
            for (int i = random.nextInt(3); i >= 0; i--) {
                breakOnce(body);
            }
            ChatRequest request = ChatRequest.of(body);
            for (Profile profile : profiles) {
                Review review = profile.review(request);
                Optional<ApiError> first = profile.refusalOf(request);
                assertThat(first).as("seed %d round %d: %s", SEED, round, body).isEqualTo(review.refusal());
                first.ifPresent(profile.style()::errorBody);
                refused += first.isPresent() ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS);
    }

    private void breakOnce(ObjectNode body) {
        List<JsonNode> places = new ArrayList<>();
        collect(body, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        JsonNode value = Shared.json(VALUES.get(random.nextInt(VALUES.size())));
        if (place instanceof ObjectNode object) {
            List<String> names =
                    new ArrayList<>(Stream.concat(object.properties().stream().map(Map.Entry::getKey), Stream.of("zzz"))
                            .toList());
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (place instanceof ArrayNode array && !array.isEmpty() && random.nextBoolean()) {
            array.set(random.nextInt(array.size()), value);
        } else if (place instanceof ArrayNode array) {
            array.add(value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }
}
