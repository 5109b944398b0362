package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
    private static final String KEY = "sk-test/0123456789-abcdef";
    private static final String CHUNK = "data: {\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    private static final KnownSecrets SECRETS = KnownSecrets.of(List.of(KEY));

    @Test
    void aKeyIsRedactedAsItIsAndEscapedAndCoded() {
        String escaped =
                KEY.chars().mapToObj(one -> String.format("\\u%04X", one)).collect(Collectors.joining());
        String coded = java.util.Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));

        assertThat(cleaned("{\"a\":\"" + KEY + "\"}")).isEqualTo("{\"a\":\"[redacted]\"}");
        assertThat(cleaned("{\"a\":\"my " + escaped + "!\"}")).isEqualTo("{\"a\":\"my [redacted]!\"}");
        assertThat(cleaned("{\"a\":\"" + KEY.replace("/", "\\/") + "\"}")).isEqualTo("{\"a\":\"[redacted]\"}");
        assertThat(cleaned(coded)).doesNotContain(coded.substring(0, 8));
    }

    @Test
    void aKeyThatFragmentsOfAStreamSpellTogetherIsRedacted() throws JsonProcessingException {
        String body = CHUNK.formatted(0, "Your key is " + KEY.substring(0, 9))
                + CHUNK.formatted(1, "other")
                + CHUNK.formatted(0, KEY.substring(9, 10))
                + CHUNK.formatted(0, KEY.substring(10) + ". Bye")
                + "data: [DONE]\n\n";

        String clean = cleaned(body);

        assertThat(textOf(clean, 0)).isEqualTo("Your key is [redacted]. Bye");
        assertThat(textOf(clean, 1)).isEqualTo("other");
        assertThat(clean).endsWith("data: [DONE]\n\n").doesNotContain(KEY.substring(10), KEY.substring(0, 9));
    }

    private static String cleaned(String body) {
        return SECRETS.redactBody(body);
    }

    private static String textOf(String body, int choice) throws JsonProcessingException {
        StringBuilder text = new StringBuilder();
        for (SseEvent event : SseReader.readAll(body)) {
            String data = String.valueOf(event.data());
            JsonNode one = (data.equals(SseEvent.DONE) ? Json.object() : Json.parse(data)).at("/choices/0");
            if (one.path("index").asInt(-1) == choice) {
                text.append(one.path("delta").path("content").asText());
            }
        }
        return text.toString();
    }
}
