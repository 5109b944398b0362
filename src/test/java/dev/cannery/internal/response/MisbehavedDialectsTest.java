package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.paced;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each word of a misbehaving model does in each dialect, whole and streamed. */
class MisbehavedDialectsTest {
    private static final int MOST_FORMS = 6;
    private static final ResponseRenderer RENDERER = new ResponseRenderer();

    static List<String> dialects() {
        return ProfileReader.dialects();
    }

    /** Where a dialect has another form in a stream, so that the whole response says something else, with the reason. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "gemini only_reasoning", "a stream has the thoughts as its content",
            "gemini same_call_ids", "calls without an index that have one id run together",
            "cloudflare no_usage", "a whole response has none",
            "cloudflare zero_usage", "a whole response has none",
            "cloudflare wrong_usage", "a whole response has none",
            "snowflake odd_finish", "a stream has no finish reason",
            "snowflake error_in_ok", "a stream has no finish reason",
            "perplexity no_call_id", "there are no calls");

    @ParameterizedTest
    @MethodSource("dialects")
    void aWholeResponseAndAStreamSayTheSameInEachDialect(String dialect) throws IOException {
        AnswerStyle style = ProfileReader.read(dialect).style();
        List<String> differences = new ArrayList<>();
        for (Misbehaviour word : Misbehaviour.values()) {
            for (int number = 0; number < MOST_FORMS; number++) {
                String whole = said(misbehave(word, number, false, style), word);
                String streamed = said(misbehave(word, number, true, style), word);
                if (!whole.equals(streamed) && !DIFFERENCES.containsKey(dialect + " " + word.word())) {
                    differences.add(word.word() + " " + number + "\n  whole  " + whole + "\n  stream " + streamed);
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aWordIsAppliedOrNamedAsOneThatFoundNothing(String dialect) {
        AnswerStyle style = ProfileReader.read(dialect).style();
        for (Misbehaviour word : Misbehaviour.values()) {
            for (boolean isStreamed : new boolean[] {false, true}) {
                MisbehavedResponse given = misbehave(word, 0, isStreamed, style);

                assertThat(given.words())
                        .isEqualTo("misbehave " + word.word()
                                + (given.applied().isEmpty() ? ", which found nothing to change" : ""));
                if (given.applied().isEmpty()) {
                    assertThat(DIFFERENCES).containsKey(dialect + " " + word.word());
                }
            }
        }
    }

    private static MisbehavedResponse misbehave(Misbehaviour word, int number, boolean isStreamed, AnswerStyle style) {
        String members = MisbehaviourTest.members(word);
        String stream = isStreamed ? "'stream':true,'stream_options':{'include_usage':true}" : "'stream':false";
        ChatRequest request = Answers.request(members.isEmpty() ? stream : members + "," + stream);
        CannedCompletion paced =
                paced(MisbehaviourTest.answer(word), new Pacing(new Pacing.Cut.ByWord(), Duration.ZERO, Duration.ZERO));
        return RENDERER.misbehave(paced, List.of(word), number, request, "seed", style);
    }

    /** What is said: the words that apply, texts and calls, or that it is an error. The reasons depend on the dialect. */
    private static String said(MisbehavedResponse given, Misbehaviour word) throws IOException {
        JsonNode response = given.response().body() instanceof Body.Framed ? joined(given) : json(given.response());
        if (response.has("error") || word == Misbehaviour.NO_CHOICES || word == Misbehaviour.ERROR_IN_OK) {
            return given.words() + " error";
        }
        List<String> parts = new ArrayList<>(List.of(given.words()));
        for (JsonNode choice : response.path("choices")) {
            JsonNode message = choice.path("message");
            parts.add(text(message.path("content")));
            parts.add(text(message.path("reasoning_content")) + text(message.path("reasoning")));
            for (JsonNode call : message.path("tool_calls")) {
                parts.add(call.at("/function/name").asText()
                        + call.at("/function/arguments").asText());
            }
        }
        return String.join(" | ", parts);
    }

    private static JsonNode joined(MisbehavedResponse given) throws IOException {
        List<JsonNode> chunks = new ArrayList<>();
        for (SseFrame frame : Answers.frames(given.response())) {
            if (frame.data().startsWith("{")) {
                chunks.add(Json.parse(frame.data()));
            }
        }
        return ChunkJoiner.join(chunks);
    }

    private static String text(JsonNode said) {
        if (said.isObject()) {
            return Json.compact(said);
        }
        StringBuilder text = new StringBuilder();
        said.findValues("text").forEach(part -> text.append(part.isTextual() ? part.textValue() : ""));
        return said.isArray() ? text.toString() : said.asText("");
    }
}
