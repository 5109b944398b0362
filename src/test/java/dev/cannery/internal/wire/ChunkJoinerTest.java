package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkJoinerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GROWING = """
            {"id":"a","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s",
             "tool_calls":[{"index":0,"function":{"arguments":"%s"}}]}}]}""";

    @Test
    void sixtyThousandPiecesAreJoinedInSeconds() throws JsonProcessingException {
        JsonNode chunk = Json.parse(GROWING.formatted("x".repeat(100), "y".repeat(50)));
        List<JsonNode> chunks = Collections.nCopies(60_000, chunk);

        ObjectNode whole = assertTimeout(Duration.ofSeconds(20), () -> ChunkJoiner.join(chunks));

        JsonNode message = whole.path("choices").path(0).path("message");
        assertThat(message.path("content").textValue()).hasSize(6_000_000);
        assertThat(message.path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("arguments")
                        .textValue())
                .hasSize(3_000_000);
    }

    @Test
    void whatGrewIsAPlainTextInTheEnd() throws JsonProcessingException {
        JsonNode whole = ChunkJoiner.join(
                List.of(Json.parse(GROWING.formatted("a", "{")), Json.parse(GROWING.formatted("b", "}"))));

        JsonNode message = whole.path("choices").path(0).path("message");
        assertThat(message.path("content")).isEqualTo(TextNode.valueOf("ab"));
        assertThat(Json.compact(whole)).contains("\"content\":\"ab\"", "\"arguments\":\"{}\"");
    }

    @Test
    void textsGrowAndMembersOfAnyProviderKeepTheirPlace() {
        assertThat(joined(
                        "{'id':'a','provider':'X','object':'chat.completion.chunk','choices':[{'delta':{'role':'assistant','content':''},'index':0}],'usage':null}",
                        "{'id':'a','provider':'X','object':'chat.completion.chunk','choices':[{'delta':{'role':'assistant','content':'Hi '},'index':0}],'obfuscation':'xyz'}",
                        "{'id':'','provider':'','choices':[{'delta':{'content':'you','reasoning':'Hm'},'index':0,'native_finish_reason':'end','finish_reason':'stop'}]}",
                        "{'id':'a','choices':[],'usage':{'total_tokens':3},'timings':{'n':1}}"))
                .isEqualTo(
                        json(
                                "{'id':'a','provider':'X','object':'chat.completion','choices':[{'message':{'role':'assistant','content':'Hi you','reasoning':'Hm'},'index':0,'native_finish_reason':'end','finish_reason':'stop'}],'usage':{'total_tokens':3},'timings':{'n':1}}"));
    }

    @Test
    void anEmptyIdAndARepeatedNameOfACallSayNothingNew() {
        assertThat(joined(
                        call("'index':0,'id':'call_1','type':'function','function':{'name':'f','arguments':''}"),
                        call("'index':0,'id':'','type':'function','function':{'name':'f','arguments':'{'}"),
                        call("'index':0,'id':null,'function':{'name':'f','arguments':'}'}")))
                .isEqualTo(
                        json(
                                "{'choices':[{'message':{'tool_calls':[{'id':'call_1','type':'function','function':{'name':'f','arguments':'{}'}}]}}]}"));
    }

    @Test
    void aNameInPiecesIsJoined() {
        assertThat(joined(
                                call("'index':0,'id':'c','function':{'name':'get_'}"),
                                call("'index':0,'function':{'name':'time'}"))
                        .at("/choices/0/message/tool_calls/0/function/name")
                        .asText())
                .isEqualTo("get_time");
    }

    @Test
    void callsWithoutAnIndexAreToldApartByTheirIdsAndContinueTheLast() {
        JsonNode calls = joined(
                        call("'id':'c1','function':{'name':'f','arguments':'{'}"),
                        call("'function':{'arguments':'}'}"),
                        call("'id':'c2','function':{'name':'g','arguments':'{\\\"a\\\":'}"),
                        call("'function':{'arguments':'1}'}"))
                .at("/choices/0/message/tool_calls");

        assertThat(calls)
                .isEqualTo(
                        json(
                                "[{'id':'c1','function':{'name':'f','arguments':'{}'}},{'id':'c2','function':{'name':'g','arguments':'{\\\"a\\\":1}'}}]"));
    }

    @Test
    void callsThatAllHaveIndexZeroAreToldApartByTheirIds() {
        assertThat(joined(
                                call("'index':0,'id':'c1','function':{'name':'f','arguments':'{}'}"),
                                call("'index':0,'id':'c2','function':{'name':'f','arguments':'{}'}"))
                        .at("/choices/0/message/tool_calls"))
                .hasSize(2);
    }

    @Test
    void callsWithoutIdsAreToldApartByTheirCompleteArguments() {
        for (String id : List.of("'id':''", "'index':0", "'index':0,'id':null")) {
            assertThat(joined(
                                    call(id + ",'function':{'name':'f','arguments':'{'}"),
                                    call(id + ",'function':{'name':'f','arguments':'}'}"),
                                    call(id + ",'function':{'name':'f','arguments':''}"),
                                    call(id + ",'function':{'name':'f','arguments':'{}'}"),
                                    call(id + ",'function':{'name':'g','arguments':''}"))
                            .at("/choices/0/message/tool_calls"))
                    .as(id)
                    .extracting(call -> call.path("function").toString())
                    .containsExactly(
                            "{\"name\":\"f\",\"arguments\":\"{}\"}",
                            "{\"name\":\"f\",\"arguments\":\"{}\"}",
                            "{\"name\":\"g\",\"arguments\":\"\"}");
        }
    }

    @Test
    void partsOfContentAndDetailsOfReasoningGrow() {
        assertThat(joined(
                        delta("'content':''"),
                        delta("'content':[{'type':'thinking','thinking':[{'type':'text','text':'H'}]}]"),
                        delta("'content':[{'type':'thinking','thinking':[{'type':'text','text':'m'}]}]"),
                        delta("'content':'Hi'"),
                        delta("'content':' you','reasoning_details':[{'type':'reasoning.text','index':0,'text':'a'}]"),
                        delta("'reasoning_details':[{'type':'reasoning.text','index':0,'text':'b'}]")))
                .isEqualTo(
                        json(
                                "{'choices':[{'message':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm'}]},{'type':'text','text':'Hi you'}],'reasoning_details':[{'type':'reasoning.text','index':0,'text':'ab'}]}}]}"));
    }

    @Test
    void whatAFilterSaysIsNotTakenBackByAnEmptyObject() {
        assertThat(
                        joined(
                                "{'id':'','created':0,'model':'','choices':[]}",
                                "{'id':'a','created':7,'model':'m','choices':[{'content_filter_results':{'hate':{'filtered':false}},'delta':{},'index':0}]}",
                                "{'id':'a','created':7,'model':'m','choices':[{'content_filter_results':{},'delta':{},'index':0}]}"))
                .isEqualTo(
                        json(
                                "{'id':'a','created':7,'model':'m','choices':[{'content_filter_results':{'hate':{'filtered':false}},'message':{},'index':0}]}"));
    }

    private static String call(String members) {
        return delta("'tool_calls':[{" + members + "}]");
    }

    private static String delta(String members) {
        return "{'choices':[{'delta':{" + members + "}}]}";
    }

    private static JsonNode joined(String... chunks) {
        return ChunkJoiner.join(Arrays.stream(chunks).map(ChunkJoinerTest::json).toList());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
