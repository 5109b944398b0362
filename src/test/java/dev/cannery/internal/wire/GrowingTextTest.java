package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingTextTest {
    private static final String CHUNK = """
            {"id":"a","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s",
             "tool_calls":[{"index":0,"function":{"arguments":"%s"}}]}}]}""";

    @Test
    void sixtyThousandPiecesAreJoinedInSeconds() throws JsonProcessingException {
        JsonNode chunk = Json.parse(CHUNK.formatted("x".repeat(100), "y".repeat(50)));
        List<JsonNode> chunks = Collections.nCopies(60_000, chunk);

        ObjectNode whole = assertTimeout(Duration.ofSeconds(20), () -> ChunkJoiner.join(chunks));

        JsonNode message = whole.path("choices").path(0).path("message");
        assertThat(message.path("content").textValue()).hasSize(6_000_000);
        assertThat(message.path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("arguments")
                        .textValue())
                .hasSize(3_000_000);
    }

    @Test
    void whatGrewIsAPlainTextInTheEnd() throws JsonProcessingException {
        JsonNode whole =
                ChunkJoiner.join(List.of(Json.parse(CHUNK.formatted("a", "{")), Json.parse(CHUNK.formatted("b", "}"))));

        JsonNode message = whole.path("choices").path(0).path("message");
        assertThat(message.path("content")).isEqualTo(TextNode.valueOf("ab"));
        assertThat(Json.compact(whole)).contains("\"content\":\"ab\"", "\"arguments\":\"{}\"");
    }
}
