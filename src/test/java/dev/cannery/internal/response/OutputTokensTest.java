package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.profile.ProfileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens that a Response reports for its output: those of the words and those that the model adds. */
class OutputTokensTest {
    private static final AnswerStyle OPENAI = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style();
    private static final String TOOL = "{'type':'function','name':'get_weather','parameters':{}}";
    private static final String OTHER = "{'type':'function','name':'get_time','parameters':{}}";
    private static final String SCHEMA =
            "'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'}}}";
    /** The tokens of the arguments. */
    private static final int ARGUMENTS = 5;

    private static JsonNode response(CannedCompletion answer, String fields) {
        return Answers.json(Answers.render(answer, Answers.toResponses(fields), OPENAI));
    }

    private static int tokens(CannedCompletion answer, String fields) {
        JsonNode details = response(answer, fields).path("usage");
        return details.path("output_tokens").asInt()
                - details.path("output_tokens_details").path("reasoning_tokens").asInt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o | | 1",
                "gpt-4.1-mini | | 1",
                "gpt-3.5-turbo | | 1",
                "gpt-5-chat-latest | | 1",
                "o1 | | 1",
                "o3-mini | | 1",
                "o3 | | 6",
                "gpt-5 | | 6",
                "gpt-5.2 | | 4",
                "gpt-5.4 | 'reasoning':{'effort':'low'} | 6",
                "gpt-4o | TOOL | 2",
                "gpt-4o | SCHEMA | 1",
                "gpt-4o | TOOL,SCHEMA | 6",
                "gpt-5.2 | TOOL | 4",
                "gpt-5 | SCHEMA | 10",
            })
    void aTextHasTheTokensThatTheModelAdds(String model, String fields, int added) {
        CannedCompletion hello = CannedCompletion.ofText("{}");
        String more = fields == null
                ? ""
                : "," + fields.replace("TOOL", "'tools':[" + TOOL + "]").replace("SCHEMA", SCHEMA);

        assertThat(tokens(hello, "'model':'" + model + "'" + more) - 1).isEqualTo(added);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o | 'auto' | ONE | 10",
                "gpt-4o | {'type':'function','name':'get_weather'} | ONE | 1",
                "gpt-4o | 'required' | ONE | 1",
                "gpt-4o | 'required' | TWO | 10",
                "gpt-5.4 | 'auto' | ONE | 13",
                "gpt-5 | 'auto' | ONE | 15",
                "gpt-5 | {'type':'function','name':'get_weather'} | ONE | 16",
                "o4-mini | {'type':'function','name':'get_weather'} | ONE | 18",
            })
    void aCallHasTheTokensOfItsNameUnlessItIsForced(String model, String choice, String tools, int besideArguments) {
        String fields = "'model':'" + model + "','tool_choice':" + choice + ",'tools':[" + TOOL
                + (tools.equals("TWO") ? "," + OTHER : "") + "]";

        assertThat(tokens(Answers.calls(Answers.PARIS), fields) - ARGUMENTS).isEqualTo(besideArguments);
    }

    @Test
    void severalCallsAreCountedAsTheWrapperThatHasThem() {
        CannedCompletion calls = Answers.calls(Answers.PARIS, Answers.PARIS);
        String tools = ",'tools':[" + TOOL + "]";

        int classic = tokens(calls, "'model':'gpt-4o'" + tools);

        assertThat(tokens(calls, "'model':'gpt-5.6'" + tools + ",'reasoning':{'effort':'none'}"))
                .isEqualTo(classic + 3);
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o", "gpt-5.2", "gpt-5"})
    void noMoreTokensAreReportedThanTheRequestAllows(String model) {
        CannedCompletion long20 = CannedCompletion.ofText("a b c d e f g h i j k l m n o p q r s t");
        for (int limit = 16; limit < 30; limit++) {
            JsonNode response = response(long20, "'model':'" + model + "','max_output_tokens':" + limit);
            int reported = response.at("/usage/output_tokens").asInt();
            boolean isComplete = response.path("status").asText().equals("completed");

            assertThat(reported).as("limit " + limit).isLessThanOrEqualTo(limit);
            assertThat(isComplete).as("limit " + limit).isEqualTo(limit >= reported && reported == 20 + around(model));
        }
    }

    private static int around(String model) {
        return switch (model) {
            case "gpt-4o" -> 1;
            case "gpt-5.2" -> 4;
            default -> 6;
        };
    }

    @Test
    void theEndOfATextIsWhatALimitSavesFirst() {
        CannedCompletion text = CannedCompletion.ofText("a b c d e f g h i j k l m n o p");

        JsonNode response = response(text, "'model':'gpt-4o','max_output_tokens':16");

        assertThat(response.path("status").asText()).isEqualTo("incomplete");
        assertThat(response.at("/output/0/content/0/text").asText()).endsWith(" p");
    }
}
