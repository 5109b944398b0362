package dev.cannery.internal.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The findings of a long stream are bounded, and its texts are joined only once. */
class LongReplyTest {
    private static final String CHUNK = """
            data: {"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":\
            {"role":"assistant","content":"word word ","tool_calls":[{"index":0,"id":"","function":{"arguments":"yyyyy"}}]},\
            "finish_reason":null}]}

            """;

    @Test
    void checksManyChunks() throws JsonProcessingException {
        assertThat(judged(CHUNK.repeat(10_000))).extracting(Finding::code).contains("C403", "C411", "C414");
    }

    @Test
    void aStreamOfTinyEventsIsTooLarge() throws JsonProcessingException {
        assertThat(judged("data: {}\n\n".repeat(260_000)))
                .hasSizeLessThan(60)
                .extracting(Finding::code)
                .contains("C011");
    }

    @Test
    void aStreamOfWrongLinesHasABoundedNumberOfFindings() throws JsonProcessingException {
        assertThat(judged("what: ever\nno\n:c\ndata:x\n\n".repeat(20_000))).hasSizeBetween(4, 60);
    }

    private static List<Finding> judged(String body) throws JsonProcessingException {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("openai").answers());
        ChatRequest request = ChatRequest.of((ObjectNode)
                Json.parse("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"));
        Reply.Arrival arrival = new Reply.Arrival(Duration.ofMillis(1), body.getBytes(StandardCharsets.UTF_8));
        Reply reply = new Reply(
                200, Map.of("content-type", "text/event-stream"), List.of(arrival), Duration.ofMillis(2), null);
        FindingList findings = new FindingList();
        check.success(request, reply, findings);
        return findings.findings();
    }
}
