package dev.cannery.internal.verify.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.verify.stream.SseEvent;
import dev.cannery.internal.verify.stream.SseTranscript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecretEchoTest {
    private static final String KEY = "sk-test/0123456789-abcdef";
    private static final String CHUNK = "data: {\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    private static final SecretEcho ECHO = SecretEcho.of(List.of(KEY));

    @Test
    void aKeyIsTakenOutAsItIsAndEscapedAndCoded() {
        String escaped =
                KEY.chars().mapToObj(one -> String.format("\\u%04X", one)).collect(Collectors.joining());
        String coded = java.util.Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));

        assertThat(cleaned("{\"a\":\"" + KEY + "\"}")).isEqualTo("{\"a\":\"[redacted]\"}");
        assertThat(cleaned("{\"a\":\"my " + escaped + "!\"}")).isEqualTo("{\"a\":\"my [redacted]!\"}");
        assertThat(cleaned("{\"a\":\"" + KEY.replace("/", "\\/") + "\"}")).isEqualTo("{\"a\":\"[redacted]\"}");
        assertThat(cleaned(coded)).doesNotContain(coded.substring(0, 8));
    }

    @Test
    void aKeyThatPiecesOfAStreamSpellTogetherIsTakenOut() {
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

    @Test
    void aHeaderIsCleanedAndABodyWithoutTheKeyKeepsItsTimes() {
        Arrival first = new Arrival(Duration.ofMillis(1), "data: a\n".getBytes(StandardCharsets.UTF_8));
        Arrival second = new Arrival(Duration.ofMillis(9), "\n".getBytes(StandardCharsets.UTF_8));
        Reply reply =
                new Reply(200, Map.of("x-echo", "key " + KEY), List.of(first, second), Duration.ofMillis(10), null);

        Reply clean = ECHO.removedFrom(reply);

        assertThat(clean.header("x-echo")).isEqualTo("key [redacted]");
        assertThat(clean.arrivals()).extracting(Arrival::at).containsExactly(first.at(), second.at());
    }

    private static String cleaned(String body) {
        Arrival arrival = new Arrival(Duration.ofMillis(1), body.getBytes(StandardCharsets.UTF_8));
        Reply reply = new Reply(200, Map.of(), List.of(arrival), Duration.ofMillis(2), null);
        return new String(ECHO.removedFrom(reply).body(), StandardCharsets.UTF_8);
    }

    private static String textOf(String body, int choice) {
        Arrival arrival = new Arrival(Duration.ofMillis(1), body.getBytes(StandardCharsets.UTF_8));
        return SseTranscript.of(List.of(arrival)).events().stream()
                .map(SseEvent::json)
                .map(event -> event.path("choices").path(0))
                .filter(one -> one.path("index").asInt(-1) == choice)
                .map(one -> one.path("delta").path("content").asText())
                .collect(Collectors.joining());
    }
}
