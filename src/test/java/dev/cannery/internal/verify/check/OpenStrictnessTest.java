package dev.cannery.internal.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Response that breaks a schema which the request left open fails only if the provider says that it took it as strict. */
class OpenStrictnessTest {
    private static final ReplyCheck CHECK = new ReplyCheck(ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .answers());
    private static final String SCHEMA =
            "{'type':'object','properties':{'port':{'type':'string'}},'required':['port'],'additionalProperties':false}";
    private static final String RESPONSE =
            "{'id':'resp_1','object':'response','created_at':1,'status':'completed','error':null,"
                    + "'incomplete_details':null,'model':'gpt-4o','output':[%s],'parallel_tool_calls':true,"
                    + "'tool_choice':'auto','tools':[%s],'text':{'format':%s},'metadata':{},'usage':{'input_tokens':1,"
                    + "'input_tokens_details':{'cached_tokens':0},'output_tokens':1,"
                    + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':2}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name':'tide' | true | true",
                "'name':'tide' | false | false",
                "'name':'tide' | null | false",
                "'name':'tide','strict':false | true | false",
                "'name':'tide','strict':true | true | true",
            })
    void argumentsAreHeldToWhatTheProviderTookAsStrict(String sent, String stated, boolean fails) throws IOException {
        String tool = "{'type':'function',%s,'parameters':" + SCHEMA + "}";
        String call = "{'id':'fc_1','type':'function_call','status':'completed','arguments':'{ }','call_id':'c1',"
                + "'name':'tide'}";
        String echoed = tool.formatted("'name':'tide','strict':" + stated);

        List<Finding> found = findings(
                "{'model':'gpt-4o','input':'Hi','tools':[" + tool.formatted(sent) + "]}",
                RESPONSE.formatted(call, echoed, "{'type':'text'}"));

        assertThat(failureOf(found, "C307")).isEqualTo(fails);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aTextIsHeldToWhatTheProviderTookAsStrict(String stated, boolean fails) throws IOException {
        String format = "{'type':'json_schema','name':'a','schema':" + SCHEMA + "%s}";
        String message = "{'id':'msg_1','type':'message','status':'completed','role':'assistant','content':[{'type':"
                + "'output_text','annotations':[],'text':'{ }'}]}";

        List<Finding> found = findings(
                "{'model':'gpt-4o','input':'Hi','text':{'format':" + format.formatted("") + "}}",
                RESPONSE.formatted(message, "", format.formatted(",'strict':" + stated)));

        assertThat(failureOf(found, "C309")).isEqualTo(fails);
    }

    /** Whether a finding is a failure and no warning. It must be there. */
    private static boolean failureOf(List<Finding> found, String code) {
        return found.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow()
                .isFailure();
    }

    private static List<Finding> findings(String request, String response) throws IOException {
        FindingList findings = new FindingList();
        CHECK.success(
                ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) Json.parse(request.replace('\'', '"'))),
                new Reply(
                        200,
                        Map.of("content-type", "application/json"),
                        List.of(new Reply.Arrival(
                                Duration.ZERO, response.replace('\'', '"').getBytes(StandardCharsets.UTF_8))),
                        Duration.ZERO,
                        null),
                findings);
        return findings.findings();
    }
}
