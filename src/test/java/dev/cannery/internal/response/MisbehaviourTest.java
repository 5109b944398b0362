package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.OPENAI;
import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.ROME;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.paced;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.GoldenFile;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    private static final int MOST_FORMS = 6;
    private static final ResponseRenderer RENDERER = new ResponseRenderer();
    private static final CannedCompletion TEXT = CannedCompletion.ofText("Paris is the capital.");
    private static final CannedCompletion JSON = CannedCompletion.ofText("{\"city\":\"Paris\",\"population\":2100000}");
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'get_weather','parameters':"
            + "{'type':'object','required':['city'],'additionalProperties':false,'properties':{'city':{'type':'string'},"
            + "'unit':{'enum':['°C','°F']}}}}}]";
    private static final String SCHEMA =
            "'response_format':{'type':'json_schema','json_schema':{'name':'city','schema':"
                    + "{'type':'object','required':['city'],'properties':{'city':{'type':'string'}}}}}";
    private static final String HISTORY = "'messages':[{'role':'system','content':'You are Bob.'},"
            + "{'role':'user','content':'Hello'},{'role':'assistant','tool_calls':[{'id':'call_9','type':'function',"
            + "'function':{'name':'get_weather','arguments':'{}'}}]},"
            + "{'role':'tool','tool_call_id':'call_9','content':'18 degrees'}]";

    private static final Set<Misbehaviour> OF_CALLS = EnumSet.of(
            Misbehaviour.BROKEN_ARGUMENTS,
            Misbehaviour.CUT_ARGUMENTS,
            Misbehaviour.WRONG_ARGUMENTS,
            Misbehaviour.EXTRA_ARGUMENTS,
            Misbehaviour.ENCODED_ARGUMENTS,
            Misbehaviour.NO_OBJECT_ARGUMENTS,
            Misbehaviour.EMPTY_ARGUMENTS,
            Misbehaviour.FENCED_ARGUMENTS,
            Misbehaviour.JOINED_ARGUMENTS,
            Misbehaviour.UNKNOWN_TOOL,
            Misbehaviour.MISSPELT_TOOL,
            Misbehaviour.SAME_CALL_IDS,
            Misbehaviour.NO_CALL_ID,
            Misbehaviour.CALL_AS_TEXT,
            Misbehaviour.NO_CALLS,
            Misbehaviour.STOP_WITH_CALLS,
            Misbehaviour.MORE_CHOICES,
            Misbehaviour.IGNORES_CHOICE);
    private static final Set<Misbehaviour> OF_JSON = EnumSet.of(
            Misbehaviour.PROSE_FOR_JSON, Misbehaviour.FENCED_JSON, Misbehaviour.WRONG_JSON, Misbehaviour.DOUBLED_JSON);

    @Test
    void eachWordIsTheseChangesOfAValidAnswer() {
        StringBuilder all = new StringBuilder();
        for (Misbehaviour word : Misbehaviour.values()) {
            Set<String> forms = new LinkedHashSet<>();
            for (int number = 0; number < MOST_FORMS; number++) {
                forms.add("    whole   " + whole(misbehave(word, number, "")) + "\n    stream  "
                        + streamed(misbehave(word, number, STREAM)) + "\n");
            }
            all.append(word.word())
                    .append('\n')
                    .append(String.join("\n", forms))
                    .append('\n');
        }

        GoldenFile.of("misbehaviours.txt").assertHolds(all.toString());
    }

    @Test
    void halfASurrogatePairIsEscapedOnTheWire() {
        assertThat(Answers.text(misbehave(Misbehaviour.ODD_CHARACTERS, 0, "").response()))
                .contains("capital. \\uD83D\"");
        assertThat(Answers.text(
                        misbehave(Misbehaviour.ODD_CHARACTERS, 0, STREAM).response()))
                .contains("\\uD83D\"");
    }

    @Test
    void aWholeAnswerAndAStreamSayTheSame() {
        for (Misbehaviour word : Misbehaviour.values()) {
            for (int number = 0; number < MOST_FORMS; number++) {
                JsonNode whole = json(misbehave(word, number, "").response());
                JsonNode joined =
                        ChunkJoiner.join(chunks(misbehave(word, number, STREAM).response()));
                boolean isSayingLess = word == Misbehaviour.NO_CHOICES || word == Misbehaviour.ERROR_IN_OK;
                for (String said : isSayingLess ? List.<String>of() : List.of("content", "reasoning_content")) {
                    assertThat(textIn(joined, said)).as("%s %d", word, number).isEqualTo(textIn(whole, said));
                }
                if (whole.path("usage").isObject()) {
                    assertThat(joined.path("usage")).as("%s %d", word, number).isEqualTo(whole.path("usage"));
                }
            }
        }
    }

    private static String textIn(JsonNode answer, String member) {
        JsonNode text = answer.at("/choices/0/message").path(member);
        return text.isContainerNode()
                ? text.findPath("text").asText()
                : text.asText("").replace("null", "");
    }

    @Test
    void theWordsOfAListApplyInOrder() {
        MisbehavedResponse given = RENDERER.misbehave(
                JSON,
                List.of(Misbehaviour.FENCED_JSON, Misbehaviour.LEAKED_REASONING, Misbehaviour.ZERO_USAGE),
                0,
                request(""),
                "seed",
                OPENAI);

        assertThat(whole(given)).contains("</think>\\n\\n```json\\n{", "0+0=0");
        assertThat(given.words()).isEqualTo("misbehave fenced_json leaked_reasoning zero_usage");
    }

    @Test
    void aWordThatFindsNothingLeavesTheAnswerAndIsNamed() {
        MisbehavedResponse given = RENDERER.misbehave(
                TEXT, List.of(Misbehaviour.CUT_ARGUMENTS), 0, request("'stream':true"), "seed", OPENAI);

        assertThat(given.response()).isEqualTo(RENDERER.render(TEXT, request("'stream':true"), "seed", OPENAI));
        assertThat(given.words()).isEqualTo("misbehave cut_arguments, which found nothing to change");
    }

    @Test
    void aStreamWithoutUsageHasNoneToZero() {
        MisbehavedResponse given = RENDERER.misbehave(
                TEXT,
                List.of(Misbehaviour.ZERO_USAGE, Misbehaviour.EMPTY),
                0,
                request("'stream':true"),
                "seed",
                OPENAI);

        assertThat(given.words()).isEqualTo("misbehave empty (zero_usage found nothing to change)");
    }

    @Test
    void aFaultBreaksWhatIsMisbehavingAlready() {
        CannedCompletion broken = new CannedCompletion(
                TEXT.choices(),
                null,
                TEXT.identity(),
                TEXT.delay(),
                TEXT.pacing(),
                TEXT.head(),
                new CannedFault.Break(CannedFault.BreakKind.HALF_BODY, 0, Duration.ZERO));
        MisbehavedResponse given =
                RENDERER.misbehave(broken, List.of(Misbehaviour.ODD_FINISH), 1, request(""), "seed", OPENAI);

        assertThat(given.response().body()).isInstanceOf(Body.Broken.class);
        assertThat(given.applied()).containsExactly(Misbehaviour.ODD_FINISH);
    }

    private static final String STREAM = "'stream':true,'stream_options':{'include_usage':true}";

    private static MisbehavedResponse misbehave(Misbehaviour word, int number, String more) {
        List<String> members = new ArrayList<>(List.of(members(word)));
        members.add(more);
        members.removeIf(String::isEmpty);
        ChatRequest request = request(String.join(",", members));
        CannedCompletion paced = paced(answer(word), new Pacing(new Pacing.Cut.ByWord(), Duration.ZERO, Duration.ZERO));
        MisbehavedResponse given = RENDERER.misbehave(paced, List.of(word), number, request, "seed", OPENAI);
        assertThat(given.applied()).as("number %d", number).containsExactly(word);
        return given;
    }

    /** Returns the valid response that a word changes. */
    static CannedCompletion answer(Misbehaviour word) {
        return OF_CALLS.contains(word) ? calls(PARIS, ROME) : OF_JSON.contains(word) ? JSON : TEXT;
    }

    /** Returns the members of a request to which a word applies. */
    static String members(Misbehaviour word) {
        return switch (word) {
            case REPEATED_CALL, ECHO -> HISTORY;
            case IGNORES_STOP -> "'stop':[' capital']";
            case IGNORES_LIMIT, LOOP -> "'max_completion_tokens':9";
            case IGNORES_CHOICE -> TOOLS + ",'tool_choice':'required'";
            case FEWER_CHOICES -> "'n':2";
            case WRONG_JSON -> SCHEMA;
            default -> OF_CALLS.contains(word) ? TOOLS : "";
        };
    }

    private static String whole(MisbehavedResponse given) {
        return shown(json(given.response()), "message");
    }

    private static String streamed(MisbehavedResponse given) {
        return chunks(given.response()).stream()
                .map(chunk -> shown(chunk, "delta"))
                .filter(shown -> !shown.equals("{} null"))
                .collect(Collectors.joining(" "));
    }

    /** What differs between answers: what each choice says, why it ends, errors, and the counts of tokens. */
    private static String shown(JsonNode json, String said) {
        List<String> parts = new ArrayList<>();
        for (JsonNode choice : json.path("choices")) {
            ObjectNode message = (ObjectNode) choice.path(said);
            message.remove(List.of("role", "annotations", "refusal"));
            if (said.equals("delta") && message.path("content").isNull()) {
                message.remove("content");
            }
            for (JsonNode call : message.path("tool_calls")) {
                ((ObjectNode) call).remove("type");
            }
            String end = choice.has("finish_reason") ? " " + choice.path("finish_reason") : "";
            String error = choice.has("error") ? " error " + choice.path("error") : "";
            parts.add((choice.path("index").asInt() > 0 ? choice.path("index") + ": " : "")
                    + new String(Json.compactBytes(message), StandardCharsets.UTF_8)
                    + (said.equals("delta") ? end.replace(" null", "") : end)
                    + error);
        }
        if (json.path("choices").isEmpty() && !json.path("usage").isObject()) {
            parts.add("choices " + json.path("choices"));
        }
        if (json.has("error")) {
            parts.add("error " + json.path("error"));
        }
        JsonNode usage = json.path("usage");
        if (usage.isObject()) {
            parts.add(usage.path("prompt_tokens") + "+" + usage.path("completion_tokens") + "="
                    + usage.path("total_tokens"));
        } else if (said.equals("message")) {
            parts.add("usage " + (usage.isNull() ? "null" : "missing"));
        }
        return String.join(" ", parts).replaceAll("call_\\w{24}", "call_…");
    }
}
