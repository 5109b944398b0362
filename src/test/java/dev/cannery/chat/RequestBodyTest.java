package dev.cannery.chat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    @Test
    void saysWhereTheJsonBreaksOff() {
        assertThatThrownBy(() -> parse("{\"model\":"))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageStartingWith("the request's body is not JSON, line 1, column 10: ");
    }

    @Test
    void saysInPlainWordsThatABodyNestsTooDeep() {
        assertThatThrownBy(() -> parse("[".repeat(501)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("nesting depth (501)")
                .hasMessageEndingWith("(500)");
    }

    private static void parse(String body) throws MalformedRequestException {
        RequestBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
