package dev.cannery.internal.verify.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a Response or its stream can be wrong is detected by its finding. */
class ResponseLieTest {
    private static final String REST =
            "'error':null,'incomplete_details':null,'model':'gpt-4o-mini','parallel_tool_calls':true,"
                    + "'tool_choice':'auto','tools':[],'metadata':{},'temperature':0.5,'created_at':1735689600";
    private static final String MESSAGE =
            "{'id':'msg_1','type':'message','status':'completed','content':[{'type':'output_text','annotations':[],'text':'Hello you'}],'role':'assistant'}";
    private static final String USAGE =
            "{'input_tokens':5,'input_tokens_details':{'cached_tokens':0},'output_tokens':3,'output_tokens_details':{'reasoning_tokens':0},'total_tokens':8}";
    private static final String BODY = "{'id':'resp_1','object':'response','status':'completed','output':[" + MESSAGE
            + "]," + REST + ",'usage':" + USAGE + "}";

    private static final String BEGUN =
            "{'id':'resp_1','object':'response','status':'in_progress','output':[]," + REST + ",'usage':null}";
    private static final List<String> EVENTS = List.of(
            "{'type':'response.created','response':" + BEGUN + ",'sequence_number':0}",
            "{'type':'response.in_progress','response':" + BEGUN + ",'sequence_number':1}",
            "{'type':'response.output_item.added','item':{'id':'msg_1','type':'message','status':'in_progress','content':[],'role':'assistant'},'output_index':0,'sequence_number':2}",
            "{'type':'response.content_part.added','content_index':0,'item_id':'msg_1','output_index':0,'part':{'type':'output_text','text':''},'sequence_number':3}",
            "{'type':'response.output_text.delta','content_index':0,'delta':'Hello','item_id':'msg_1','output_index':0,'sequence_number':4}",
            "{'type':'response.output_text.delta','content_index':0,'delta':' you','item_id':'msg_1','output_index':0,'sequence_number':5}",
            "{'type':'response.output_text.done','content_index':0,'item_id':'msg_1','output_index':0,'text':'Hello you','sequence_number':6}",
            "{'type':'response.content_part.done','content_index':0,'item_id':'msg_1','output_index':0,'part':{'type':'output_text','text':'Hello you'},'sequence_number':7}",
            "{'type':'response.output_item.done','item':" + MESSAGE + ",'output_index':0,'sequence_number':8}",
            "{'type':'response.completed','response':" + BODY + ",'sequence_number':9}");

    private static final ReplyCheck CHECK = new ReplyCheck(ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .answers());

    private static List<String> findings(boolean isStream, String body) throws Exception {
        return mismatches(isStream, body)
                .map(mismatch -> mismatch.id().code())
                .distinct()
                .toList();
    }

    private static Stream<Mismatch> mismatches(boolean isStream, String body) throws Exception {
        String request = "{'model':'gpt-4o-mini','input':'Hi','temperature':0.5,'stream':" + isStream + "}";
        return findings(request, isStream, body).map(Finding::mismatch);
    }

    /** Returns the findings on a whole Response with this output. */
    private static List<String> failures(String request, String output, String tools) throws Exception {
        String body = BODY.replace(MESSAGE, output).replace("'tools':[]", "'tools':[" + tools + "]");
        return findings("{'model':'gpt-4o-mini','temperature':0.5," + request + "}", false, body)
                .filter(Finding::isFailure)
                .map(finding -> finding.mismatch().id().code())
                .distinct()
                .toList();
    }

    private static Stream<Finding> findings(String request, boolean isStream, String body) throws Exception {
        FindingList findings = new FindingList();
        CHECK.success(
                ChatRequest.parse("/v1/responses", Map.of(), bytes(request)),
                new Reply(
                        200,
                        Map.of("content-type", isStream ? "text/event-stream" : "application/json"),
                        List.of(new Reply.Arrival(Duration.ZERO, bytes(body))),
                        Duration.ZERO,
                        null),
                findings);
        return findings.findings().stream();
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String stream(Stream<String> events) {
        StringBuilder stream = new StringBuilder();
        events.forEach(event -> stream.append("event: ")
                .append(event.replaceFirst("\\{'type':'([^']*)'.*", "$1"))
                .append("\ndata: ")
                .append(event)
                .append("\n\n"));
        return stream.toString();
    }

    @Test
    void aSoundResponseHasNoFindings() throws Exception {
        assertThat(Json.parse(BODY.replace('\'', '"')).isObject()).isTrue();
        assertThat(findings(false, BODY)).isEmpty();
        assertThat(findings(true, stream(EVENTS.stream()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'object':'response' | 'object':'chat.completion' | C201",
                "'model':'gpt-4o-mini', | | C204",
                "'tools':[] | 'tools':{} | C202",
                "'status':'completed','output' | 'status':'incomplete','output' | C322",
                "'status':'completed','output' | 'status':'queued','output' | C322",
                "'error':null | 'error':{'code':'server_error','message':'x'} | C322",
                "'incomplete_details':null | 'incomplete_details':{'reason':'content_filter'} | C322",
                "'status':'completed','content' | 'status':'incomplete','content' | C322",
                "'temperature':0.5 | 'temperature':1.0 | C323",
                "'tools':[] | 'tools':[{'type':'web_search'}] | ",
                "'id':'msg_1' | 'id':'' | C324",
                "'total_tokens':8 | 'total_tokens':9 | C303",
                "'reasoning_tokens':0 | 'reasoning_tokens':4 | C303",
            })
    void aLieInAResponseIsDetectedByItsFinding(String truth, String lie, String code) throws Exception {
        assertThat(BODY).contains(truth);
        assertThat(findings(false, BODY.replace(truth, lie == null ? "" : lie)))
                .containsExactlyElementsOf(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | 'sequence_number':0 | 'sequence_number':1 | C417",
                "4 | 'sequence_number':4 | 'sequence_number':7 | C417",
                "4 | 'delta':'Hello' | 'delta':'Hallo' | C419",
                "6 | 'text':'Hello you' | 'text':'Hello' | C419",
                "8 | 'text':'Hello you' | 'text':'Hello' | C419",
                "4 | 'item_id':'msg_1' | 'item_id':'msg_2' | C324",
                "4 | 'output_index':0 | 'output_index':1 | C418",
                "2 | 'output_index':0 | 'output_index':3 | C418",
                "4 | response.output_text.delta | response.output_text.piece | C419",
                "1 | response.in_progress | response.thinking | C420",
                "0 | response.created | response.in_progress | C418",
                "0 | 'output':[] | 'output':[{'id':'x'}] | C418",
            })
    void aLieInAStreamIsDetectedByItsFinding(int event, String truth, String lie, String code) throws Exception {
        assertThat(EVENTS.get(event)).contains(truth);
        String told = stream(Stream.iterate(0, i -> i < EVENTS.size(), i -> i + 1)
                .map(i -> i == event ? EVENTS.get(i).replace(truth, lie) : EVENTS.get(i)));
        assertThat(findings(true, told)).contains(code);
    }

    @Test
    void eventsThatAreMissingOrTooManyAreDetected() throws Exception {
        assertThat(findings(true, stream(EVENTS.stream().limit(9)))).contains("C418");
        assertThat(findings(true, stream(EVENTS.stream().skip(1)))).contains("C418", "C417");
        assertThat(findings(true, stream(Stream.concat(EVENTS.stream(), Stream.of(EVENTS.get(9))))))
                .contains("C418");
        assertThat(findings(true, stream(EVENTS.stream()) + "data: [DONE]\n\n")).containsExactly("C402");
        assertThat(findings(true, stream(EVENTS.stream()).replaceAll("event: .*\n", "")))
                .containsExactly("C416");
        assertThat(findings(true, stream(EVENTS.stream()).replace("event: response.created", "event: message")))
                .containsExactly("C416");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what the provider runs is an answer, and may be what a required call demands
                "'input':'Hi' | {'id':'ig_1','type':'image_generation_call','status':'completed'} | | ",
                "'input':'Hi','tools':[{'type':'web_search'}],'tool_choice':'required' | {'id':'ws_1','type':'web_search_call','status':'completed'} | {'type':'web_search'} | ",
                "'input':'Hi','tools':[{'type':'function','name':'find_tide'}],'tool_choice':{'type':'function','name':'find_tide'} | {'id':'ws_1','type':'web_search_call','status':'completed'} | {'type':'function','name':'find_tide'} | C315",
                "'input':'Hi' | {'id':'rs_1','type':'reasoning','summary':[]} | | C318",
                // it may fail, and what the model writes may not
                "'input':'Hi' | {'id':'mcp_1','type':'mcp_call','status':'failed','arguments':'{}'} | | ",
                "'input':'Hi' | {'id':'mcp_1','type':'mcp_call','status':'calling','arguments':'{}'} | | C322",
                // a search of tools has an object as its arguments
                "'input':'Hi','tools':[{'type':'tool_search'}] | {'id':'tsc_1','type':'tool_search_call','status':'completed','execution':'server','call_id':null,'arguments':{'paths':['harbour']}} | {'type':'tool_search'} | ",
                "'input':'Hi' | {'id':'mcp_1','type':'mcp_call','status':'completed','arguments':{}} | | C202",
            })
    void aCallOfAToolThatTheProviderRunsIsAnAnswer(String request, String output, String tools, String code)
            throws Exception {
        assertThat(failures(request, output, tools == null ? "" : tools))
                .containsExactlyElementsOf(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'role':'developer','type':'additional_tools','tools':[{'type':'function','name':'find_tide'}]} | ",
                "{'type':'tool_search_output','call_id':null,'execution':'server','tools':[{'type':'function','name':'find_tide'}]} | ",
                "{'type':'tool_search_output','call_id':null,'execution':'server','tools':[{'type':'namespace','name':'harbour','tools':[{'type':'function','name':'find_tide'}]}]} | ",
                "{'role':'user','content':'Hi'} | C323 C305",
            })
    void toolsThatTheInputLoadsMayBeCalledAndRepeated(String item, String codes) throws Exception {
        String call =
                "{'id':'fc_1','type':'function_call','status':'completed','call_id':'call_1','name':'find_tide','arguments':'{}'}";
        String request = "'tools':[{'type':'tool_search'},{'type':'function','name':'greet'}],'input':[" + item + "]";

        assertThat(
                        failures(
                                request,
                                call,
                                "{'type':'function','name':'greet'},{'type':'tool_search'},{'type':'function','name':'find_tide'}"))
                .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes.split(" ")));
    }

    @Test
    void aResponseInTheBackgroundMayHaveNoAnswerYet() throws Exception {
        String queued = BODY.replace(MESSAGE, "").replace("'status':'completed'", "'status':'queued'");
        String request = "{'model':'gpt-4o-mini','input':'Hi','temperature':0.5,'background':true}";

        assertThat(findings(request, false, queued)).isEmpty();
    }

    @Test
    void anEventWithoutATypeIsToHaveTheTypeThatItsNameSays() throws Exception {
        String typeless = stream(EVENTS.stream()).replace("{'type':'response.in_progress',", "{");

        assertThat(mismatches(true, typeless)
                        .filter(mismatch -> mismatch.id() == FindingId.EVENT_NAME)
                        .map(Mismatch::expected))
                .containsExactly("response.in_progress, as the name of the event");
        assertThat(mismatches(true, typeless.replaceAll("event: .*\n", ""))
                        .map(Mismatch::expected)
                        .filter(expected -> expected.contains("name")))
                .containsExactly("the name of the event");
    }
}
