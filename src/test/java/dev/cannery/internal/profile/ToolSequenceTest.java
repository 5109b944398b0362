package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls and responses, written as short words: {@code u}, {@code a}, {@code a:c1,c2}, {@code t:c1}. */
class ToolSequenceTest {
    private static final String NOT_ANSWERED =
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                    + " 'tool_call_id'. The following tool_call_ids did not have response messages: ";
    private static final String NO_CALL =
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";

    private final Profile openai = ProfileReader.read("openai");

    @Test
    void callsMayBeAnsweredInAnyOrder() {
        assertThat(findings("u a:c1,c2 t:c2 t:c1 a u")).isEmpty();
        assertThat(findings("u a:c1 t:c1 a:c1 t:c1")).isEmpty();
        assertThat(findings("u a:c1 t:c1 t:c1 u")).isEmpty();
    }

    @Test
    void unansweredCallIsReportedAtTheNextOtherMessage() {
        assertThat(findings("u a:c1 u")).containsExactly("messages.[2].role: " + NOT_ANSWERED + "c1");
        assertThat(findings("s u a:c1,c2,c3 t:c2 u a:c4 u"))
                .containsExactly(
                        "messages.[4].role: " + NOT_ANSWERED + "c1, c3", "messages.[6].role: " + NOT_ANSWERED + "c4");
        assertThat(findings("u a:c1 a:c2 t:c2")).containsExactly("messages.[2].role: " + NOT_ANSWERED + "c1");
    }

    @Test
    void unansweredCallAtTheEndIsReportedForAllMessages() {
        assertThat(findings("u a:c1")).containsExactly("messages: " + NOT_ANSWERED + "c1");
        assertThat(findings("u a:c1,c2 t:c1")).containsExactly("messages: " + NOT_ANSWERED + "c2");
    }

    @Test
    void responseWithoutACallIsReported() {
        assertThat(findings("u t:c1")).containsExactly("messages.[1].role: " + NO_CALL);
        assertThat(findings("u a:c1 t:c1 u t:c1")).containsExactly("messages.[4].role: " + NO_CALL);
        assertThat(findings("t:c1 t:c2"))
                .containsExactly("messages.[0].role: " + NO_CALL, "messages.[1].role: " + NO_CALL);
    }

    @Test
    void responseToAnotherCallIsReported() {
        assertThat(findings("u a:c1 t:c9 t:c1"))
                .containsExactly("messages.[2].tool_call_id: Invalid parameter: 'tool_call_id' of 'c9' not found in"
                        + " 'tool_calls' of previous message.");
    }

    private List<String> findings(String words) {
        StringBuilder messages = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            messages.append(messages.isEmpty() ? "" : ", ").append(message(word));
        }
        return openai.review(Shared.request("gpt-4o", "{'messages': [" + messages + "]}")).findings().stream()
                .map((ApiError error) -> error.param() + ": " + error.message())
                .toList();
    }

    private static String message(String word) {
        String ids = word.substring(word.indexOf(':') + 1);
        if (word.startsWith("t:")) {
            return "{'role': 'tool', 'content': 'x', 'tool_call_id': '" + ids + "'}";
        }
        if (word.startsWith("a:")) {
            StringBuilder calls = new StringBuilder();
            for (String id : ids.split(",", -1)) {
                calls.append(calls.isEmpty() ? "" : ", ")
                        .append("{'id': '" + id + "', 'type': 'function', 'function': {'name': 'f', 'arguments': ''}}");
            }
            return "{'role': 'assistant', 'tool_calls': [" + calls + "]}";
        }
        String role = word.equals("u") ? "user" : word.equals("a") ? "assistant" : "system";
        return "{'role': '" + role + "', 'content': 'x'}";
    }
}
