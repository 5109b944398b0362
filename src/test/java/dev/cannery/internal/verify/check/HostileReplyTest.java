package dev.cannery.internal.verify.check;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value at every place of a response is checked without an exception. */
class HostileReplyTest {
    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "-1",
            "0",
            "7",
            "1e999",
            "99999999999999999999",
            "-2147483649",
            "0.5",
            "\"\"",
            "\"x\"",
            "\"null\"",
            "\"\\u0000\\ud800\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"\":{}}",
            "{\"0\":0}",
            "[1,\"a\",{\"index\":-5}]");
    private static final String REQUEST = """
            {"model":"m","messages":[{"role":"user","content":"x"}],"n":2,"logprobs":true,"top_logprobs":2,"max_tokens":5,
             "stop":["END",7],"stream":%s,"stream_options":{"include_usage":true},"parallel_tool_calls":false,
             "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","required":["a"]}}}],
             "response_format":{"type":"json_object"}}""";
    private static final String MEMBERS = """
            "id":"i","created":1,"model":"m","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,
            "completion_tokens_details":{"reasoning_tokens":1}},"choices":[{"index":0,"finish_reason":"stop",
            "logprobs":{"content":[{"token":"a","logprob":-1,"bytes":[97],"top_logprobs":[{"token":"b","logprob":-2}]}],
            "refusal":null},"%s":{"role":"assistant","content":"a","refusal":null,"reasoning_content":"r",
            "audio":{"id":"a","data":"","transcript":""},"annotations":[{"type":"url_citation","url_citation":{}}],
            "function_call":{"name":"f","arguments":"{}"},
            "tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
            {"index":1,"id":"d","type":"custom","custom":{"name":"g","input":"x"}}]}}]""";

    @ParameterizedTest
    @ValueSource(strings = {"openai", "lenient", "azure", "atoma"})
    void everyResponseIsChecked(String profile) throws Exception {
        ReplyCheck check = new ReplyCheck(ProfileReader.read(profile).answers());
        Random random = new Random(20261123);
        for (int i = 0; i < 400; i++) {
            boolean isStream = i % 2 == 0;
            String body = isStream ? stream(random) : mutated(whole(), random).toString();
            ChatRequest request = ChatRequest.of((ObjectNode) Json.parse(REQUEST.formatted(isStream)));
            assertThatCode(() -> {
                        check.success(request, reply(body, isStream), new FindingList());
                        check.error(reply(body, isStream), new FindingList());
                    })
                    .as(body)
                    .doesNotThrowAnyException();
        }
    }

    private static ObjectNode whole() throws JsonProcessingException {
        return (ObjectNode) Json.parse("{\"object\":\"chat.completion\"," + MEMBERS.formatted("message") + "}");
    }

    private static String stream(Random random) throws JsonProcessingException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            ObjectNode chunk = (ObjectNode)
                    Json.parse("{\"object\":\"chat.completion.chunk\"," + MEMBERS.formatted("delta") + "}");
            text.append("data: ").append(mutated(chunk, random)).append("\n\n");
        }
        return text + "data: [DONE]\n\n";
    }

    private static JsonNode mutated(ObjectNode answer, Random random) throws JsonProcessingException {
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            List<JsonNode> parents = new ArrayList<>();
            collect(answer, parents);
            JsonNode parent = parents.get(random.nextInt(parents.size()));
            JsonNode junk = Json.parse(JUNK.get(random.nextInt(JUNK.size())));
            if (parent instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, junk);
                }
            } else {
                ((ArrayNode) parent).insert(random.nextInt(parent.size() + 1), junk);
            }
        }
        return answer;
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
        }
        node.forEach(child -> collect(child, parents));
    }

    private static Reply reply(String body, boolean isStream) {
        String type = isStream ? "text/event-stream" : "application/json";
        Reply.Arrival arrival = new Reply.Arrival(Duration.ofMillis(1), body.getBytes(StandardCharsets.UTF_8));
        return new Reply(200, Map.of("content-type", type), List.of(arrival), Duration.ofMillis(2), null);
    }
}
