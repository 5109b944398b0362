package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Of two faults, the live API reports the one that comes first in its measured order. */
class ReportOrderTest {
    /** The measured order, each with a refused value; the param of the error is in brackets. */
    private static final List<String> FAULTS = List.of(
            "zzz_unknown: 1",
            "messages: 'x'",
            "functions: 'x'",
            "function_call: {} [function_call.name]",
            "tools: 'x'",
            "tool_choice: 7",
            "parallel_tool_calls: {}",
            "max_completion_tokens: 0",
            "n: 0",
            "temperature: {}",
            "top_p: {}",
            "presence_penalty: {}",
            "frequency_penalty: {}",
            "logprobs: {}",
            "top_logprobs: {}",
            "user: 7",
            "seed: 1.5",
            "moderation: {} [moderation.model]",
            "safety_identifier: {}",
            "prompt_cache_options: 'x'",
            "prompt_cache_key: 7",
            "prompt_cache_retention: {}",
            "response_format: 'x'",
            "service_tier: 'bogus'",
            "max_tokens: 32",
            "reasoning_effort: 'max'",
            "logit_bias: {'1': 1}",
            "stop: ['ZZ']",
            "stream: 'y'",
            "stream_options: 'x'",
            "store: 'x'",
            "metadata: 'x'",
            "prediction: {'type': 'content', 'content': 'p'}",
            "verbosity: 'bogus'");

    /** Values that only the model refuses, which are reported after all types, in this order. */
    private static final List<String> LATE = List.of(
            "temperature: 0.5", "top_p: 0.5", "presence_penalty: 0.5", "frequency_penalty: 0.5", "logprobs: true");

    private final Profile openai = ProfileReader.read("openai");

    @TestFactory
    List<DynamicTest> everyPairIsToldInTheMeasuredOrder() {
        List<String> faults = new ArrayList<>(FAULTS);
        faults.addAll(LATE);
        List<DynamicTest> tests = new ArrayList<>();
        for (int first = 0; first < faults.size(); first++) {
            for (int second = first + 1; second < faults.size(); second++) {
                Fault one = Fault.of(faults.get(first));
                Fault other = Fault.of(faults.get(second));
                if (!one.field.equals(other.field)) {
                    tests.add(DynamicTest.dynamicTest(one.field + " before " + other.field, () -> check(one, other)));
                }
            }
        }
        return tests;
    }

    private void check(Fault first, Fault second) {
        ObjectNode body = Json.object().put("model", "gpt-5.6-terra");
        if (!first.field.equals("messages") && !second.field.equals("messages")) {
            body.set("messages", Shared.json("[{'role': 'user', 'content': 'x'}]"));
        }
        // the later field is sent first, because the order of the body does not matter
        body.set(second.field, second.value);
        body.set(first.field, first.value);
        ChatRequest request = ChatRequest.of(body);

        ApiError told = openai.refusalOf(request).orElseThrow();

        assertThat(told.param()).isEqualTo(first.param);
        assertThat(openai.review(request).findings()).startsWith(told);
        assertThat(openai.review(request).findings())
                .extracting(ApiError::param)
                .contains(second.param);
    }

    @Test
    void modelIsReportedBeforeMessagesAndBothBeforeAnUnknownField() {
        ChatRequest empty = ChatRequest.of((ObjectNode) Shared.json("{'zzz': 1}"));
        ChatRequest named = ChatRequest.of((ObjectNode) Shared.json("{'zzz': 1, 'model': 'gpt-5.6-terra'}"));

        assertThat(openai.refusalOf(empty))
                .get()
                .extracting(ApiError::message)
                .isEqualTo("you must provide a model parameter");
        assertThat(openai.refusalOf(named)).get().extracting(ApiError::param).isEqualTo("messages");
    }

    @Test
    void missingContentIsReportedLast() {
        ChatRequest request = Shared.request(
                "gpt-5.6-terra", "{'messages': [{'role': 'user'}], 'temperature': 0.5, 'verbosity': 'bogus'}");

        assertThat(openai.review(request).findings())
                .extracting(ApiError::param)
                .containsExactly("verbosity", "temperature", "messages.[0].content");
    }

    @Test
    void theFirstFindingOfAReviewIsTheRefusal() {
        ChatRequest sound = Shared.request("gpt-4o", "{}");

        assertThat(openai.review(sound).refusal()).isEmpty();
        assertThat(openai.refusalOf(sound)).isEmpty();
    }

    /** A field, a refused value, and the param of the error. */
    private record Fault(String field, JsonNode value, String param) {
        static Fault of(String text) {
            int colon = text.indexOf(": ");
            int bracket = text.endsWith("]") && text.contains(" [") ? text.lastIndexOf(" [") : text.length();
            String field = text.substring(0, colon);
            boolean named = bracket < text.length() && !text.endsWith("']");
            String param = named ? text.substring(bracket + 2, text.length() - 1) : field;
            return new Fault(field, Shared.json(text.substring(colon + 2, named ? bracket : text.length())), param);
        }
    }
}
