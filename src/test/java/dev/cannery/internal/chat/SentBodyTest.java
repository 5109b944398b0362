package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentBodyTest {
    private static final String RESPONSES = "/v1/responses";

    private static SentBody body(String json) throws IOException {
        return new SentBody((ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static ChatRequest request(SentBody body, EarlierItems earlier) {
        return ChatRequest.of(RESPONSES, Map.of(), body, earlier);
    }

    @Test
    void equalRequestsShareTheirTranslation() throws IOException {
        SentBody body = body("{'model':'gpt-4o','input':'Hi','instructions':'Be brief'}");

        ChatRequest first = request(body, EarlierItems.none());
        ChatRequest second = request(body, new Earlier("stored"));

        assertThat(second.body()).isSameAs(first.body());
        assertThat(second.earlier()).isNotSameAs(first.earlier());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'input':'Hi','previous_response_id':'resp_1'",
                "'input':'Hi','conversation':{'id':'conv_1'}",
                "'input':[{'type':'item_reference','id':'msg_1'}]",
            })
    void whatRefersToEarlierResponsesIsTranslatedEachTime(String fields) throws IOException {
        SentBody body = body("{'model':'gpt-4o'," + fields + "}");

        JsonNode first = request(body, new Earlier("first")).messages();
        JsonNode second = request(body, new Earlier("second")).messages();

        assertThat(first.path(0).path("content").asText()).isEqualTo("first");
        assertThat(second.path(0).path("content").asText()).isEqualTo("second");
    }

    @Test
    void theFingerprintDependsOnTheSeedAndThePath() throws IOException {
        SentBody body = body("{'model':'gpt-4o','input':'Hi'}");
        long first = body.fingerprint("a", RESPONSES);

        assertThat(body.fingerprint("b", RESPONSES)).isNotEqualTo(first);
        assertThat(body.fingerprint("a", "/openai/responses")).isNotEqualTo(first);
        assertThat(body.fingerprint("a", RESPONSES)).isEqualTo(first);
        assertThat(body("{'model':'gpt-4o','input':'Ho'}").fingerprint("a", RESPONSES))
                .isNotEqualTo(first);
    }

    @Test
    void aShorterRequestIsAnotherRequest() throws IOException {
        ChatRequest request = ChatRequest.of(
                "/v1/chat/completions", Map.of(), body("{'model':'gpt-4o','messages':[{},{}]}"), EarlierItems.none());

        assertThat(request.upTo(1).fingerprint("a")).isNotEqualTo(request.fingerprint("a"));
    }

    /** One stored message with this text. */
    private record Earlier(String text) implements EarlierItems {
        private JsonNode item() {
            return Json.object().put("role", "user").put("content", text);
        }

        @Override
        public Optional<List<JsonNode>> conversation(String id) {
            return Optional.of(List.of(item()));
        }

        @Override
        public Optional<JsonNode> item(String id) {
            return Optional.of(item());
        }

        @Override
        public Optional<String> reasoningBefore(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<String> responseOfCall(String callId) {
            return Optional.empty();
        }
    }
}
