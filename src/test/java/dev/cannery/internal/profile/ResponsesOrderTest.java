package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Of two faults, the Responses API reports the one that comes first in its measured order. */
class ResponsesOrderTest {
    /** The measured order; the beginning of each fault's message tells it from the others. */
    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("01 'zzz_unknown': 1", "Unknown parameter: 'zzz_unknown'."),
            Map.entry("02 'input': [{}]", "Invalid value: ''."),
            Map.entry("03 'previous_response_id': 7", "Invalid type for 'previous_response_id'"),
            Map.entry("04 'prompt': 7", "Invalid type for 'prompt'"),
            Map.entry("05 'moderation': 'x'", "Invalid type for 'moderation'"),
            Map.entry("06 'include': ['bogus']", "Invalid value: 'bogus'. Supported values are: 'file_search_call"),
            Map.entry("07 'tools': 'x'", "Invalid type for 'tools'"),
            Map.entry("08 'tool_choice': 7", "Invalid type for 'tool_choice'"),
            Map.entry("09 'metadata': 'x'", "Invalid type for 'metadata'"),
            Map.entry("10 'text': 'x'", "Invalid type for 'text'"),
            Map.entry("11 'temperature': 'x'", "Invalid type for 'temperature'"),
            Map.entry("12 'top_p': 'x'", "Invalid type for 'top_p'"),
            Map.entry("13 'presence_penalty': 'x'", "Invalid type for 'presence_penalty'"),
            Map.entry("14 'frequency_penalty': 'x'", "Invalid type for 'frequency_penalty'"),
            Map.entry("15 'parallel_tool_calls': 'x'", "Invalid type for 'parallel_tool_calls'"),
            Map.entry("16 'stream': 'x'", "Invalid type for 'stream'"),
            Map.entry("17 'stream_options': 'x'", "Invalid type for 'stream_options'"),
            Map.entry("18 'background': 'x'", "Invalid type for 'background'"),
            Map.entry("19 'max_output_tokens': 1", "Invalid 'max_output_tokens'"),
            Map.entry("20 'max_tool_calls': 'x'", "Invalid type for 'max_tool_calls'"),
            Map.entry("21 'reasoning': 'x'", "Invalid type for 'reasoning'"),
            Map.entry("22 'user': 7", "Invalid type for 'user'"),
            Map.entry("23 'safety_identifier': 7", "Invalid type for 'safety_identifier'"),
            Map.entry("24 'prompt_cache_options': 'x'", "Invalid type for 'prompt_cache_options'"),
            Map.entry("25 'prompt_cache_key': 7", "Invalid type for 'prompt_cache_key'"),
            Map.entry("26 'prompt_cache_retention': 'x'", "Invalid value: 'x'. Supported values are: 'in_memory'"),
            Map.entry("27 'truncation': 'y'", "Invalid value: 'y'. Supported values are: 'auto'"),
            Map.entry("28 'instructions': 7", "Invalid type for 'instructions'"),
            Map.entry("29 'store': 'x'", "Invalid type for 'store'"),
            Map.entry("30 'service_tier': 'z'", "Invalid value: 'z'. Supported values are: 'auto', 'default'"),
            Map.entry("31 'top_logprobs': 'x'", "Invalid type for 'top_logprobs'"),
            Map.entry("32 'context_management': 'x'", "Invalid type for 'context_management'"),
            Map.entry("33 'conversation': 'conv_x'", "Conversation with id 'conv_x' not found."),
            Map.entry("34 'prompt': {'id': 'pmpt_x'}", "Prompt with id 'pmpt_x' not found."),
            Map.entry("35 'previous_response_id': 'resp_x'", "Previous response with id 'resp_x' not found."),
            Map.entry("36 'input': []", "One of \"input\""),
            Map.entry("37 'temperature': 0.5", "Unsupported parameter: 'temperature'"),
            Map.entry("38 'top_p': 0.5", "Unsupported parameter: 'top_p'"),
            Map.entry("39 'presence_penalty': 0.5", "Unsupported parameter: 'presence_penalty'"),
            Map.entry("40 'frequency_penalty': 0.5", "Unsupported parameter: 'frequency_penalty'"),
            Map.entry("41 'include': ['message.output_text.logprobs']", "logprobs are not supported"),
            Map.entry("42 'top_logprobs': 1", "logprobs are not supported"));

    private final Profile openai =
            ProfileReader.read("openai").at(ChatEndpoint.RESPONSES).orElseThrow();

    @TestFactory
    List<DynamicTest> everyPairIsReportedInTheMeasuredOrder() {
        List<String> faults = FAULTS.keySet().stream().sorted().toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (int first = 0; first < faults.size(); first++) {
            for (int second = first + 1; second < faults.size(); second++) {
                String one = faults.get(first);
                String other = faults.get(second);
                // a conversation next to a previous response is a fault of its own, and what continues something needs
                // no input
                boolean isOwnFault = one.startsWith("33") && other.startsWith("35");
                boolean isNoFault = one.matches("3[345].*") && other.startsWith("36");
                if (!field(one).equals(field(other)) && !isOwnFault && !isNoFault) {
                    tests.add(DynamicTest.dynamicTest(one + " before " + other, () -> check(one, other)));
                }
            }
        }
        return tests;
    }

    private static String field(String fault) {
        return fault.substring(3, fault.indexOf(':'));
    }

    private void check(String first, String second) {
        ObjectNode body = (ObjectNode) Shared.json("{'model': 'gpt-5.6-terra', 'input': 'ping'}");
        // the later field is sent first, because the order of the body does not matter
        body.setAll((ObjectNode) Shared.json("{" + second.substring(3) + "}"));
        body.setAll((ObjectNode) Shared.json("{" + first.substring(3) + "}"));
        ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), body);

        ApiError reported = openai.refusalOf(request).orElseThrow();

        assertThat(reported.message()).startsWith(FAULTS.get(first));
        assertThat(openai.review(request).findings())
                .startsWith(reported)
                .anySatisfy(error -> assertThat(error.message()).startsWith(FAULTS.get(second)));
    }

    @Test
    void whatIsMissingIsReportedFirst() {
        assertThat(paramOf("{'zzz': 1, 'truncation': 'x'}")).isEqualTo("model");
        assertThat(paramOf("{'zzz': 1, 'model': 'gpt-5.6-terra', 'previous_response_id': 'resp_x'}"))
                .isEqualTo("input");
    }

    private String paramOf(String body) {
        ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) Shared.json(body));
        return openai.refusalOf(request).map(ApiError::param).orElseThrow();
    }
}
