package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference page of the Atoma API, field by field. */
class AtomaProfileTest {
    private final Profile atoma = ProfileReader.read("atoma");

    /** Field; accepted values; refused values. Values are separated by " ; ". */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "messages          | [] ; [{'role':'r','content':'c'}] ; [{'role':'r','content':'','name':null}] "
                        + "    | null ; 'x' ; {} ; ['x'] ; [{'content':'c'}] ; [{'role':'r'}] ; [{'role':'r','content':null}]"
                        + " ; [{'role':'r','content':[]}] ; [{'role':1,'content':'c'}] ; [{'role':'r','content':'c','name':1}]",
                "model             | 'm' ; ''                                  | null ; 1 ; [] ; true",
                "frequency_penalty | null ; -2 ; 2 ; 0.5 ; 2.0                 | -2.1 ; 2.1 ; '0' ; true ; []",
                "function_call     | null ; 'auto' ; {'name':'f'} ; 1          | ",
                "functions         | null ; [] ; [1,{},'x']                    | {} ; 'x' ; 1",
                "logit_bias        | null ; {} ; {'1':-100} ; {'1':0.5}        | [] ; {'1':'a'} ; {'1':null} ; 1",
                "max_tokens        | null ; 0 ; -1 ; 2147483647                | 1.5 ; 2147483648 ; '1' ; 1.0 ; []",
                "n                 | null ; 1 ; 0 ; 200                        | 1.5 ; -2147483649 ; '1' ; true",
                "presence_penalty  | null ; -2 ; 2 ; 0                         | -3 ; 2.01 ; '0' ; {}",
                "response_format   | null ; 'x' ; {} ; {'type':'json_object'}  | ",
                "seed              | null ; 0 ; -1 ; 9223372036854775807       | 9223372036854775808 ; 1.5 ; '1'",
                "stop              | null ; [] ; ['a','b','c','d']             | 'a' ; ['a','b','c','d','e'] ; [1] ; {}",
                "stream            | null ; false ; true                       | 'false' ; 0 ; []",
                "temperature       | null ; 0 ; 2 ; 1.3                        | -0.1 ; 9 ; 2.1 ; '1' ; true",
                "tool_choice       | null ; 'auto' ; {} ; 'anything'           | ",
                "tools             | null ; [] ; ['x', 1]                      | {} ; 'x'",
                "top_p             | null ; 0 ; 1 ; 5                          | '1' ; true ; []",
                "user              | null ; '' ; 'u'                           | 1 ; [] ; {}",
            })
    void fieldAcceptsWhatThePageSays(String field, String good, String bad) {
        for (String value : good.split(" ; ", -1)) {
            assertThat(atoma.refusalOf(with(field, value)))
                    .as("%s: %s", field, value)
                    .isEmpty();
        }
        for (String value : bad == null ? new String[0] : bad.split(" ; ", -1)) {
            assertThat(atoma.refusalOf(with(field, value)))
                    .as("%s: %s", field, value)
                    .hasValueSatisfying(error -> assertThat(error.param()).startsWith(field));
        }
    }

    @Test
    void theFieldsAreTheEighteenOfThePage() {
        assertThat(atoma.plan().setting().fields().names())
                .hasSize(18)
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(Arrays.asList(
                        "messages",
                        "model",
                        "frequency_penalty",
                        "function_call",
                        "functions",
                        "logit_bias",
                        "max_tokens",
                        "n",
                        "presence_penalty",
                        "response_format",
                        "seed",
                        "stop",
                        "stream",
                        "temperature",
                        "tool_choice",
                        "tools",
                        "top_p",
                        "user")));
    }

    @Test
    void bothRequiredFieldsAreRequired() {
        Review review = atoma.review(ChatRequest.of((ObjectNode) Shared.json("{}")));

        assertThat(review.findings()).extracting(ApiError::param).containsExactly("model", "messages");
    }

    @Test
    void streamingRequestIsCheckedAsTheStreamVariant() {
        assertThat(atoma.review(with("stream", "true")).requestType()).isEqualTo("CreateChatCompletionStreamRequest");
        assertThat(atoma.review(with("stream", "false")).requestType()).isEqualTo("CreateChatCompletionRequest");
    }

    @Test
    void unknownFieldsAreAccepted() {
        assertThat(atoma.refusalOf(with("anything", "1"))).isEmpty();
    }

    @Test
    void errorsHaveOnlyACodeAndAMessage() {
        ApiError error = atoma.refusalOf(with("n", "'1'")).orElseThrow();

        assertThat(atoma.style().errorBody(error))
                .hasToString("{\"error\":{\"code\":\"REQUEST_ERROR\",\"message\":\"Request error: Invalid type for 'n':"
                        + " expected an integer, but got a string instead.\"}}");
        assertThat(atoma.style()
                        .errorBody(atoma.refusalOfKey("k"))
                        .at("/error/code")
                        .asText())
                .isEqualTo("AUTH_ERROR");
    }

    private static ChatRequest with(String field, String value) {
        ChatRequest request = Shared.request("m", "{}");
        request.body().set(field, Shared.json(value));
        return request;
    }
}
