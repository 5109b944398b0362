package dev.cannery.internal.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.chat.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParsedBodiesTest {
    private final ParsedBodies bodies = new ParsedBodies();

    @Test
    void aBodyThatComesForTheThirdTimeIsNotParsedAgain() throws Exception {
        ParsedBodies.Parsed first = parse("{\"model\":\"a\"}");
        ParsedBodies.Parsed second = parse("{\"model\":\"a\"}");
        ParsedBodies.Parsed third = parse("{\"model\":\"a\"}");

        assertThat(first.body().tree())
                .isEqualTo(second.body().tree())
                .isNotSameAs(second.body().tree());
        assertThat(third.body().tree()).isSameAs(second.body().tree());
        assertThat(third.bytes()).isSameAs(second.bytes());
    }

    @Test
    void anotherBodyIsAnother() throws Exception {
        for (int i = 0; i < 3; i++) {
            parse("{\"model\":\"a\"}");
        }

        assertThat(parse("{\"model\":\"b\"}").body().tree().path("model").asText())
                .isEqualTo("b");
    }

    @Test
    void bodiesThatAllDifferAreNotKept() throws Exception {
        ParsedBodies.Parsed first = parse("{\"n\":-1}");
        for (int i = 0; i < 100_000; i++) {
            parse("{\"n\":" + i + "}");
        }

        // most likely its check sum gave way to another; if not, it is parsed now for the second time
        assertThat(parse("{\"n\":-1}").body().tree()).isNotSameAs(first.body().tree());
    }

    @Test
    void aLongBodyIsParsedEachTime() throws Exception {
        String body = "{\"model\":\"" + "a".repeat(100_000) + "\"}";
        parse(body);
        ParsedBodies.Parsed second = parse(body);

        assertThat(parse(body).body().tree())
                .isEqualTo(second.body().tree())
                .isNotSameAs(second.body().tree());
    }

    @Test
    void whatIsNoObjectIsMalformedEachTime() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> parse("[1]")).isInstanceOf(MalformedRequestException.class);
        }
    }

    private ParsedBodies.Parsed parse(String body) throws MalformedRequestException {
        return bodies.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
