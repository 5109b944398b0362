package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.wire.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    private static final String LONG = "LEAKabcdefghijklmnopqrstuvwxyz0123456789";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-",
                "sk-ant-api03-",
                "sk-or-v1-",
                "sk_live_",
                "gsk_",
                "xai-",
                "hf_",
                "AIza",
                "github_pat_",
                "ghp_",
                "ghs_",
                "glpat-",
                "pplx-",
                "r8_",
                "xoxb-",
                "xoxp-",
                "nvapi-",
                "fw_",
                "tvly-",
                "npm_",
                "pypi-",
                "ya29."
            })
    void keysOfOtherMakersAreBlottedOut(String start) {
        assertThat(SecretText.blotted("take " + start + LONG + ", please")).isEqualTo("take [redacted], please");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nLEAK\nLEAK\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\\nLEAK\\n",
                "postgres://app:LEAK@db.internal:5432/x",
                "https://user:LEAK@example.com/",
                "password=LEAK",
                "PASSWORD: LEAK",
                "passwd = 'LEAK'",
                "{\"pwd\": \"LEAK\", ",
                "\\\"client_secret\\\": \\\"LEAK\\\"",
                "\"refresh_token\": \"LEAK\"",
                "export OPENAI_API_KEY=LEAK",
                "AccountName=a;AccountKey=LEAK;x",
                "Authorization: Basic TEVBSzpMRUFLLEAK=",
                "?access_token=LEAK&b=2",
            })
    void secretsInATextAreBlottedOut(String text) {
        assertThat(SecretText.blotted(text)).doesNotContain("LEAK").contains(SecretHeaders.BLOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwd",
                "credential",
                "credentials",
                "jwt",
                "secret",
                "client_secret",
                "apiKey",
                "api_key",
                "accessToken",
                "privateKey",
                "authorization",
                "pwd",
                "db_password"
            })
    void secretFieldsAreBlottedOutInsideTheArgumentsOfACall(String field) throws IOException {
        for (String value : new String[] {"\"LEAK\"", "[\"LEAK\"]", "{\"v\":\"LEAK\"}"}) {
            String inner = "{\"city\":\"Paris\",\"deep\":{\"" + field + "\":" + value + "}}";
            var call = Json.object().put("arguments", inner);
            assertThat(SecretText.blotted(call).get("arguments").textValue())
                    .doesNotContain("LEAK")
                    .contains("Paris", SecretHeaders.BLOT);
        }
        String escaped = "{\"" + field.replace("s", "\\u0073") + "\":\"LEAK\"}";
        assertThat(SecretText.blotted(Json.object().put("arguments", escaped)).toString())
                .doesNotContain("LEAK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"task-force sk-8 bearer of news\"}]}",
                "{\"max_tokens\":5,\"tokens\":\"five\",\"token_count\":7,\"prompt_cache_key\":\"a-b\",\"key\":\"color\"}",
                "{\"content\":\"The token count is 12, a basic understanding; the secret: be kind. author=Kafka\"}",
                "{\"content\":\"max_tokens=5 and see https://example.com:8080/a@b\"}",
                "{\"parameters\":{\"type\":\"object\",\"properties\":{\"password\":{\"type\":\"string\",\"description\":\"of the user\"}}}}",
                "{\"arguments\":\"{ \\\"city\\\": \\\"Paris\\\" }\"}"
            })
    void whatHoldsNoSecretIsTheSameValue(String json) throws IOException {
        var value = Json.parse(json);

        assertThat(SecretText.blotted(value)).isSameAs(value);
    }

    private static String blotted(String json) throws IOException {
        return SecretText.blotted(Json.parse(json)).toString();
    }
}
