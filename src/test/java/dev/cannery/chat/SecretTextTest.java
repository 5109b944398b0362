package dev.cannery.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SecretTextTest {
    @Test
    void textsOfFieldsNamedLikeSecretsAreBlottedOutAndNumbersStay() throws IOException {
        assertThat(blotted(
                        "{\"max_tokens\":5,\"metadata\":{\"api_key\":\"x\",\"password\":\"y\",\"tenant\":\"acme\"}}"))
                .isEqualTo("{\"max_tokens\":5,\"metadata\":{\"api_key\":\"[redacted]\",\"password\":\"[redacted]\","
                        + "\"tenant\":\"acme\"}}");
    }

    @Test
    void whatLooksLikeAKeyIsBlottedOutOfAnyText() throws IOException {
        assertThat(
                        blotted(
                                "[\"use sk-proj-abcdefgh12345678 now\",\"Bearer abcdefgh.ijklmnop_qrstuv\",\"AKIAABCDEFGHIJKLMNOP\"]"))
                .isEqualTo("[\"use [redacted] now\",\"Bearer [redacted]\",\"[redacted]\"]");
    }

    @Test
    void whatHoldsNoSecretIsTheSameValue() throws IOException {
        var value = Json.parse("{\"messages\":[{\"role\":\"user\",\"content\":\"task-force sk-8 bearer of news\"}]}");

        assertThat(SecretText.blotted(value)).isSameAs(value);
    }

    private static String blotted(String json) throws IOException {
        return SecretText.blotted(Json.parse(json)).toString();
    }
}
