package dev.cannery.internal.profile.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of the Responses API sends back is judged by what it sent. */
class HistoryReviewTest {
    private static final String CALL =
            "{'type':'function_call','call_id':'call_1','name':'get_weather','arguments':'ARGUMENTS'}";
    private static final String OUTPUT = "{'type':'function_call_output','call_id':'call_1','output':'sunny'}";

    private static ChatRequest request(String fields) throws IOException {
        ObjectNode body = (ObjectNode) Json.parse(("{'model':'gpt-4o'," + fields + "}").replace('\'', '"'));
        return ChatRequest.of("/v1/responses", Map.of(), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{city: Paris,} | true | Invalid 'input[1].arguments': expected a JSON object, but got another text.",
                "{} | false | No tool output found for function call call_1.",
            })
    void aBrokenDutyNamesTheItem(String arguments, boolean isAnswered, String message) throws IOException {
        String items = "{'role':'user','content':'Weather?'}," + CALL.replace("ARGUMENTS", arguments)
                + (isAnswered ? "," + OUTPUT : "");

        assertThat(HistoryReview.brokenDuty(request("'input':[" + items + "]")))
                .hasValueSatisfying(broken -> assertThat(broken.message()).isEqualTo(message));
    }

    @Test
    void anEmptyMessageIsNamedAsItem() throws IOException {
        String items =
                "{'role':'user','content':'Hi'},{'role':'assistant','content':''},{'role':'user','content':'Go'}";

        assertThat(HistoryReview.brokenDuty(request("'input':[" + items + "]")))
                .hasValueSatisfying(broken -> assertThat(broken.message()).startsWith("Invalid 'input[1].content': "));
    }

    @Test
    void anOutputMayBelongToACallOfAnEarlierResponse() throws IOException {
        assertThat(HistoryReview.brokenDuty(request("'previous_response_id':'resp_1','input':[" + OUTPUT + "]")))
                .isEmpty();
    }
}
