package dev.cannery.internal.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.wire.KnownSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final String KEY = "sk-test/0123456789-abcdef";

    @Test
    void aHeaderIsCleanedAndABodyWithoutTheKeyKeepsItsTimes() {
        Reply.Arrival first = new Reply.Arrival(Duration.ofMillis(1), "data: a\n".getBytes(StandardCharsets.UTF_8));
        Reply.Arrival second = new Reply.Arrival(Duration.ofMillis(9), "\n".getBytes(StandardCharsets.UTF_8));
        Reply reply =
                new Reply(200, Map.of("x-echo", "key " + KEY), List.of(first, second), Duration.ofMillis(10), null);

        Reply clean = reply.without(KnownSecrets.of(List.of(KEY)));

        assertThat(clean.header("x-echo")).isEqualTo("key [redacted]");
        assertThat(clean.arrivals()).extracting(Reply.Arrival::at).containsExactly(first.at(), second.at());
    }
}
