package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.paced;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.GoldenFile;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each word of a misbehaving model does to a Response. */
class MisbehavedResponsesTest {
    private static final int MOST_FORMS = 6;
    private static final ResponseRenderer RENDERER = new ResponseRenderer();
    private static final AnswerStyle OPENAI = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style();

    @Test
    void eachWordIsTheseChangesOfAValidResponse() {
        StringBuilder all = new StringBuilder();
        for (Misbehaviour word : Misbehaviour.values()) {
            Set<String> forms = new LinkedHashSet<>();
            for (int number = 0; number < MOST_FORMS; number++) {
                MisbehavedResponse given = misbehave(word, number, false);
                forms.add("    " + (given.applied().isEmpty() ? given.words() : shown(json(given.response()))));
            }
            all.append(word.word())
                    .append('\n')
                    .append(String.join("\n", forms))
                    .append('\n');
        }

        GoldenFile.of("misbehaviours-responses.txt").assertHolds(all.toString());
    }

    @ParameterizedTest
    // an error in a stream comes as an event of its own
    @EnumSource(value = Misbehaviour.class, mode = EnumSource.Mode.EXCLUDE, names = "ERROR_IN_OK")
    void aStreamEndsInTheSameResponse(Misbehaviour word) throws Exception {
        for (int number = 0; number < MOST_FORMS; number++) {
            List<JsonNode> events = new ArrayList<>();
            for (SseFrame frame : Answers.frames(misbehave(word, number, true).response())) {
                if (frame.data().startsWith("{")) {
                    events.add(Json.parse(frame.data()));
                }
            }
            JsonNode whole = json(misbehave(word, number, false).response());

            assertThat(shown(ResponseEvents.join(events))).as("form %s", number).isEqualTo(shown(whole));
        }
    }

    private static MisbehavedResponse misbehave(Misbehaviour word, int number, boolean isStreamed) {
        String members = MisbehaviourTest.members(word);
        ObjectNode chat = Answers.request(members).body().deepCopy();
        ObjectNode body = ResponsesBody.of(chat).body();
        if (isStreamed) {
            body.put("stream", true);
        }
        ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), body, EarlierItems.none());
        CannedCompletion paced =
                paced(MisbehaviourTest.answer(word), new Pacing(new Pacing.Cut.ByWord(), Duration.ZERO, Duration.ZERO));
        return RENDERER.misbehave(paced, List.of(word), number, request, "seed", OPENAI);
    }

    /** What differs between Responses: their status, items, errors, and the counts of tokens. */
    private static String shown(JsonNode response) {
        List<String> parts = new ArrayList<>();
        parts.add(response.path("status").asText("no status"));
        if (response.path("incomplete_details").isObject()) {
            parts.add(response.at("/incomplete_details/reason").asText());
        }
        if (response.path("error").isObject()) {
            parts.add("error " + response.path("error"));
        }
        for (JsonNode item : response.path("output")) {
            ObjectNode shown = item.deepCopy();
            shown.remove(List.of("id", "role", "encrypted_content"));
            shown.path("content").forEach(part -> ((ObjectNode) part).remove(List.of("annotations", "logprobs")));
            parts.add(new String(Json.compactBytes(shown), StandardCharsets.UTF_8));
        }
        JsonNode usage = response.path("usage");
        parts.add(
                usage.isObject()
                        ? usage.path("input_tokens") + "+" + usage.path("output_tokens") + "="
                                + usage.path("total_tokens")
                        : "usage " + (usage.isNull() ? "null" : "missing"));
        return String.join(" ", parts).replaceAll("call_\\w{24}", "call_…");
    }
}
