package dev.cannery.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The contracts and requests of all benchmarks, the same in every run. */
final class Workload {
    private static final String[] WORDS = ("the quick brown fox jumps over a lazy dog while every small river finds its own way"
                    + " to the sea and people in the town keep reading old books about stars ships bread rain")
            .split(" ");

    private Workload() {}

    static String words(int length, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.substring(0, length).strip();
    }

    private static String number(int i) {
        return String.format("%05d", i);
    }

    /** A contract of so many interactions, whose rules are of four kinds in turn; each answers one question. */
    static String contract(int interactions, boolean givesUsage) {
        StringBuilder yaml = new StringBuilder("contract: bench\nprovider: openai\ninteractions:\n");
        for (int i = 0; i < interactions; i++) {
            String rule =
                    switch (i % 4) {
                        case 0 -> "{contains: \"question " + number(i) + "\"}";
                        case 1 -> "{matches: \"^question " + number(i) + "\\\\b\"}";
                        case 2 -> "{starts_with: \"QUESTION " + number(i) + "\", ignore_case: true}";
                        default -> "\"" + prompt(i) + "\"";
                    };
            yaml.append("  - name: answer ").append(number(i)).append("\n    request:\n      prompt: ").append(rule);
            yaml.append(i % 2 == 0 ? "\n      model: gpt-4o\n" : "\n      model: gpt-4o*\n");
            yaml.append("      temperature: 0..").append(i % 3 + 1 > 2 ? 2 : i % 3 + 1).append('\n');
            yaml.append("    response: {content: \"answer-").append(number(i)).append(": ").append(words(240, 3));
            yaml.append(givesUsage ? "\", usage: {prompt_tokens: 150, completion_tokens: 60}}\n" : "\"}\n");
        }
        return yaml.toString();
    }

    /** A contract of one stream of 200 tokens. */
    static String streamContract(int everyMillis) {
        return "provider: openai\ninteractions:\n  - name: stream\n    request: {prompt: {contains: question}}\n"
                + "    response: {content: \"" + tokens() + "\", stream: {by: 5, first: 0ms, every: " + everyMillis + "ms}}\n";
    }

    static String tokens() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(String.format(" t%03d", i));
        }
        return text.toString();
    }

    private static String prompt(int i) {
        return "question " + number(i) + " " + words(250, 2);
    }

    /** A request of about a kilobyte for the answer of this number. */
    static String request(int i, String extra) {
        return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"" + words(520, 1)
                + "\"},{\"role\":\"user\",\"content\":\"" + prompt(i) + extra + "\"}],\"temperature\":0.7,"
                + "\"max_completion_tokens\":256}";
    }

    static String streamRequest() {
        // without a token limit, which would end the answer before its 200 pieces are said
        return request(0, "").replace("\"max_completion_tokens\":256", "\"stream\":true");
    }

    /** The same request as a client of the Responses API sends it. */
    static String toResponses(String chat) {
        try {
            return Json.compact(ResponsesBody.of((ObjectNode) Json.parse(chat)).body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request with a history of about this size. */
    static String longRequest(int bytes) {
        StringBuilder messages = new StringBuilder();
        for (int i = 0; messages.length() < bytes; i++) {
            messages.append("{\"role\":\"").append(i % 2 == 0 ? "user" : "assistant").append("\",\"content\":\"");
            messages.append(words(480, i)).append("\"},");
        }
        return request(0, "").replace("\"messages\":[", "\"messages\":[" + messages);
    }

    /** The stub of WireMock that asks for as much as an interaction of {@link #contract} does. */
    static String mapping(int i) {
        return "{\"request\":{\"method\":\"POST\",\"urlPath\":\"/v1/chat/completions\",\"bodyPatterns\":["
                + "{\"matchesJsonPath\":{\"expression\":\"$.messages[-1:].content\",\"contains\":\"question " + number(i)
                + "\"}},{\"matchesJsonPath\":\"$[?(@.model == 'gpt-4o')]\"}]},\"response\":{\"status\":200,\"headers\":"
                + "{\"content-type\":\"application/json\"},\"body\":\""
                + new String(answer(), StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"}}";
    }

    /** The bytes that the bare servers answer. */
    static byte[] answer() {
        return ("{\"id\":\"chatcmpl-00000\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt-4o\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"answer-00000: "
                        + words(240, 3) + "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":"
                        + "\"stop\"}],\"usage\":{\"prompt_tokens\":150,\"completion_tokens\":60,\"total_tokens\":210,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":"
                        + "{\"reasoning_tokens\":0,\"audio_tokens\":0,\"accepted_prediction_tokens\":0,"
                        + "\"rejected_prediction_tokens\":0}},\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
