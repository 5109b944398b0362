package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "key", "api-key", "API_KEY", "subscription-key", "access_token", "token", "client_secret", "password",
                "passwd", "X-Amz-Signature", "X-Amz-Credential", "sig", "code", "auth", "authorization", "session",
                "jwt", "api%5Fkey", "cookie"
            })
    void aSecretOfAQueryIsBlottedOut(String name) {
        assertThat(Redaction.url("/v1/models?a=1&" + name + "=hush&b=2"))
                .isEqualTo("/v1/models?a=1&" + name + "=[redacted]&b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"keyword", "metadata[key]", "design", "encode", "after", "api-version", "author", "max_tokens"})
    void otherParametersStayAsTheyAre(String name) {
        assertThat(Redaction.url("/v1/models?" + name + "=x")).isEqualTo("/v1/models?" + name + "=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions?x=Bearer%20hush",
                "/v1/chat/completions?x=sk-hushhushhushhush1234",
                "/gateway/sk-hushhushhushhush1234/v1/chat/completions"
            })
    void whatLooksLikeAKeyIsBlottedOutOfAnyPartOfAnAddress(String url) {
        assertThat(Redaction.url(url)).doesNotContain("hush").contains("[redacted]");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization,x",
        "Helicone-Auth,x",
        "x-jwt-assertion,x",
        "x-signature,x",
        "authentication,x",
        "x-session-id,x",
        "ocp-apim-subscription-key,x",
        "x-goog-api-key,x",
        "x-user-password,x",
        "x-credential,x",
        "cookie,x",
        "x-id-token,x",
        "x-client-secret,x",
        "x-any,Bearer hush",
        "x-any,basic aHVzaDpodXNo",
        "x-any,eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
        "x-any,sk-hushhushhushhush1234",
        "x-any,gsk_hushhushhushhush123456"
    })
    void aSecretHeaderIsBlottedOutByItsNameOrItsValue(String name, String value) {
        assertThat(Redaction.headers(HttpFields.build().add(name, value)).get(name))
                .isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-remaining-tokens,9", "max-tokens,5", "x-author,Kafka", "x-keyword,a", "user-agent,OpenAI/Python",
        "accept,application/json", "host,localhost", "keep-alive,5", "x-stainless-runtime,node", "x-note,basically fine"
    })
    void otherHeadersStayAsTheyAre(String name, String value) {
        assertThat(Redaction.headers(HttpFields.build().add(name, value)).get(name))
                .isEqualTo(value);
    }
}
