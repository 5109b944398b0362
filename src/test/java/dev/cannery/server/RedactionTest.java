package dev.cannery.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "api-key",
                "API_KEY",
                "subscription-key",
                "access_token",
                "token",
                "client_secret",
                "password",
                "passwd",
                "X-Amz-Signature",
                "X-Amz-Credential",
                "sig",
                "code",
                "auth"
            })
    void aSecretOfAQueryIsBlottedOut(String name) {
        assertThat(Redaction.url("/v1/models?a=1&" + name + "=hush&b=2"))
                .isEqualTo("/v1/models?a=1&" + name + "=[redacted]&b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyword", "metadata[key]", "design", "encode", "after", "api-version", "author"})
    void otherParametersStayAsTheyAre(String name) {
        assertThat(Redaction.url("/v1/models?" + name + "=x")).isEqualTo("/v1/models?" + name + "=x");
    }
}
