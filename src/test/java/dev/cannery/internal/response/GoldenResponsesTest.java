package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.ROME;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.paced;
import static dev.cannery.internal.response.Answers.refusal;
import static dev.cannery.internal.response.Answers.toResponses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.GoldenFile;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault.Break;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of Responses: our own samples, whole and streamed, and what faults do to them. */
class GoldenResponsesTest {
    private static final AnswerStyle STYLE = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style();
    private static final CannedCompletion HELLO = CannedCompletion.ofText("Hi! How can I help?");
    private static final String MODEL = "'model':'gpt-4o-mini'";
    private static final String TOOLS =
            "'tools':[{'type':'function','name':'get_weather','parameters':{'type':'object',"
                    + "'properties':{'city':{'type':'string'},'days':{'type':'array','items':{'type':'object','properties':"
                    + "{'day':{'type':'string'}}}}}}},{'type':'custom','name':'note'}]";
    private static final String REASONED = "'model':'gpt-5.4','reasoning':{'effort':'low','summary':'auto'}";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rendersTheGoldenBytes(String name, String members, CannedCompletion completion) {
        GoldenFile.of("responses/" + name + ".json").assertHolds(Answers.bytes(render(completion, members)));
        GoldenFile.of("responses/" + name + ".sse")
                .assertHolds(Answers.bytes(render(completion, members + ",'stream':true")));
    }

    static Stream<Arguments> rendersTheGoldenBytes() {
        return Stream.of(
                Arguments.of("text", MODEL, HELLO),
                Arguments.of(
                        "echo",
                        "'model':'gpt-4.1','instructions':'Be brief.','temperature':0,'max_output_tokens':99,'metadata':{'a':'b'},"
                                + "'service_tier':'fast','store':false,'tool_choice':{'name':'get_weather','type':'function'},"
                                + "'text':{'format':{'type':'json_schema','schema':{},'name':'x'}},'user':'u',"
                                + TOOLS,
                        HELLO),
                Arguments.of("call", MODEL + "," + TOOLS, calls(PARIS)),
                Arguments.of("calls", MODEL + "," + TOOLS, calls(PARIS, ROME)),
                Arguments.of(
                        "custom-call",
                        MODEL + "," + TOOLS,
                        calls(new CannedToolCall(CannedToolCall.Kind.CUSTOM, null, "note", "free text"))),
                Arguments.of(
                        "text-and-call",
                        "'model':'gpt-5.4'," + TOOLS,
                        CannedCompletion.ofChoice(new CannedChoice("Let me look.", List.of(PARIS), null, null))),
                Arguments.of("refusal", MODEL, refusal("I can't assist with that.")),
                Arguments.of("length", MODEL + ",'max_output_tokens':3", HELLO),
                Arguments.of(
                        "filtered",
                        MODEL,
                        CannedCompletion.ofChoice(
                                new CannedChoice("Hi", List.of(), null, FinishReason.CONTENT_FILTER))),
                Arguments.of("summary", REASONED, reasoned("**Greeting**\n\nThey greet.\n\n**Answer**\n\nI greet.")),
                Arguments.of(
                        "unasked-summary", "'model':'gpt-5.4','reasoning':{'effort':'low'}", reasoned("They greet.")),
                Arguments.of("hidden-reasoning", "'model':'gpt-5.4','reasoning':{'effort':'high'}", HELLO),
                Arguments.of("empty-reasoning", "'model':'o3'", HELLO),
                Arguments.of("all-reasoning", REASONED + ",'max_output_tokens':16", HELLO),
                Arguments.of("pro", "'model':'gpt-5.6','reasoning':{'mode':'pro'}", HELLO),
                Arguments.of("encrypted", "'model':'o3','include':['reasoning.encrypted_content']", HELLO),
                Arguments.of(
                        "logprobs",
                        MODEL + ",'include':['message.output_text.logprobs'],'top_logprobs':1",
                        CannedCompletion.ofText("Hi!")),
                Arguments.of("annotations", MODEL, annotated()),
                Arguments.of(
                        "words",
                        MODEL + ",'stream_options':{'include_obfuscation':false}",
                        paced(HELLO, new Pacing(new Pacing.Cut.ByWord(), Duration.ZERO, Duration.ZERO))));
    }

    @ParameterizedTest
    @CsvSource({"2025-03-20", "2025-05-15", "2025-08-20", "2025-12-20", "2026-03-01", "2026-06-20"})
    void aResponseOfAnEarlierDayHasTheMembersOfThatDay(String day) {
        AnswerStyle then = ProfileReader.find("openai@" + day)
                .at(ChatEndpoint.RESPONSES)
                .orElseThrow()
                .style();
        String members = "'model':'gpt-5'," + TOOLS;
        RenderedResponse whole = new ResponseRenderer().render(calls(PARIS), toResponses(members), "s", then);
        RenderedResponse stream =
                new ResponseRenderer().render(HELLO, toResponses(members + ",'stream':true"), "s", then);

        GoldenFile.of("responses/" + day + ".json").assertHolds(Answers.bytes(whole));
        GoldenFile.of("responses/" + day + ".sse").assertHolds(Answers.bytes(stream));
    }

    @Test
    void theEventsOfAStreamAreNumberedAndTheirFragmentsPadded() throws IOException {
        List<JsonNode> events = events(render(HELLO, MODEL + ",'stream':true"));

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
            if (events.get(i).has("obfuscation")) {
                int length = events.get(i).path("delta").asText().length()
                        + events.get(i).path("obfuscation").asText().length();
                assertThat(length % 16).isZero();
            }
        }
        assertThat(events.get(events.size() - 1).path("type").asText()).isEqualTo("response.completed");
    }

    @Test
    void callsHaveTheSameIdsOnBothEndpoints() {
        String chatTool =
                "'tools':[{'type':'function','function':{'name':'get_weather','parameters':{'type':'object'}}}]";
        String flatTool = "'tools':[{'type':'function','name':'get_weather','parameters':{'type':'object'}}]";
        JsonNode completion = Answers.json(Answers.render(calls(PARIS, ROME), Answers.request(chatTool)));
        JsonNode response = Answers.json(render(calls(PARIS, ROME), MODEL + "," + flatTool + ",'truncation':'auto'"));

        assertThat(response.path("output").findValuesAsText("call_id"))
                .isEqualTo(completion
                        .path("choices")
                        .path(0)
                        .path("message")
                        .path("tool_calls")
                        .findValuesAsText("id"));
    }

    @Test
    void fragmentsWaitForTheirTimeAndTheEventsAroundThemDoNot() {
        Pacing pacing = new Pacing(new Pacing.Cut.ByWord(), Duration.ofMillis(50), Duration.ofMillis(10));
        List<SseFrame> frames =
                Answers.frames(render(paced(CannedCompletion.ofText("a b c"), pacing), MODEL + ",'stream':true"));

        assertThat(frames.stream().map(frame -> frame.due().toMillis()))
                .containsExactly(0L, 0L, 50L, 50L, 50L, 60L, 70L, 70L, 70L, 70L, 70L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "2, 5", "3, 6", "99, 14"})
    void aFaultCountsTheFragmentsBeforeIt(int afterChunks, int sent) {
        RenderedResponse stream = render(HELLO, MODEL + ",'stream':true");
        RenderedResponse broken = stream.withFault(new Break(BreakKind.NO_DONE, afterChunks, Duration.ZERO), STYLE);

        assertThat(Answers.frames(broken)).hasSize(sent);
    }

    @Test
    void anErrorInAStreamIsReportedAndFailsTheResponse() throws IOException {
        RenderedResponse broken = render(HELLO, MODEL + ",'stream':true")
                .withFault(new Break(BreakKind.ERROR_EVENT, 2, Duration.ZERO), STYLE);
        List<JsonNode> events = events(broken);
        JsonNode error = events.get(5);
        JsonNode last = events.get(6);

        assertThat(events).hasSize(7);
        assertThat(Answers.frames(broken).get(5).toString()).contains("event: error\ndata: {\"type\":\"error\"");
        assertThat(error.path("error").fieldNames()).toIterable().containsExactly("type", "code", "message", "param");
        assertThat(error.path("sequence_number").asInt()).isEqualTo(5);
        assertThat(last.path("type").asText()).isEqualTo("response.failed");
        assertThat(last.path("response").path("status").asText()).isEqualTo("failed");
        assertThat(last.path("response").path("error").path("code").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = BreakKind.class,
            names = {"DUPLICATE_TOOL_INDEX", "MISSING_TOOL_INDEX"})
    void callsLoseTheirIndex(BreakKind kind) throws IOException {
        List<JsonNode> events = events(render(calls(PARIS, ROME), MODEL + ",'stream':true")
                .withFault(new Break(kind, 0, Duration.ZERO), STYLE));
        boolean isMissing = kind == BreakKind.MISSING_TOOL_INDEX;

        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().contains("item"))
                        .map(event -> event.path("output_index").asInt(-1)))
                .containsOnly(isMissing ? -1 : 0);
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void aMisbehaviourIsSeenInBothFormsOrNamedAsWithoutEffect(Misbehaviour word) throws IOException {
        ResponseRenderer renderer = new ResponseRenderer();
        CannedCompletion completion = calls(PARIS, ROME);
        for (String members : List.of(MODEL + "," + TOOLS, MODEL + "," + TOOLS + ",'stream':true")) {
            for (int number = 0; number < 3; number++) {
                MisbehavedResponse given = renderer.misbehave(
                        completion, List.of(word), number, toResponses(members), "says hello", STYLE);
                boolean isAsUsual = Answers.text(given.response()).equals(Answers.text(render(completion, members)));

                assertThat(given.applied().isEmpty()).as("%s %d", word, number).isEqualTo(isAsUsual);
                for (SseFrame frame :
                        members.endsWith("true") ? Answers.frames(given.response()) : List.<SseFrame>of()) {
                    String type = Json.parse(frame.data()).path("type").asText();
                    assertThat(frame.toString()).contains("event: " + type + "\n");
                }
            }
        }
    }

    @Test
    void usageIsThatOfTheContract() {
        CannedCompletion completion = new CannedCompletion(
                HELLO.choices(),
                new CannedUsage(20, 30, 10, 5),
                new CannedCompletion.Identity("resp_mine", 1L, "m-1", null, "flex"),
                Duration.ZERO,
                Pacing.UNPACED);
        JsonNode response = Answers.json(render(completion, MODEL));

        assertThat(response.path("usage").toString())
                .isEqualTo(
                        "{\"input_tokens\":20,\"input_tokens_details\":{\"cache_write_tokens\":0,\"cached_tokens\":5},"
                                + "\"output_tokens\":30,\"output_tokens_details\":{\"reasoning_tokens\":10},\"total_tokens\":50}");
        assertThat(response.path("id").asText()).isEqualTo("resp_mine");
        assertThat(response.path("model").asText()).isEqualTo("m-1");
        assertThat(response.path("service_tier").asText()).isEqualTo("flex");
    }

    private static CannedCompletion reasoned(String reasoning) {
        return CannedCompletion.ofChoice(
                new CannedChoice(new CannedMessage("Hi!", List.of(), null, null, reasoning, List.of(), null), null));
    }

    private static CannedCompletion annotated() {
        ObjectNode annotation = Json.object().put("type", "url_citation");
        annotation
                .putObject("url_citation")
                .put("url", "https://a.example/")
                .put("title", "A")
                .put("start_index", 0)
                .put("end_index", 2);
        return CannedCompletion.ofChoice(new CannedChoice(
                new CannedMessage("Hi!", List.of(), null, null, null, List.of(annotation), null), null));
    }

    private static List<JsonNode> events(RenderedResponse response) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (SseFrame frame : Answers.frames(response)) {
            events.add(Json.parse(frame.data()));
        }
        return events;
    }

    private static RenderedResponse render(CannedCompletion completion, String members) {
        return Answers.render(completion, toResponses(members), STYLE);
    }
}
