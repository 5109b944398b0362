package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String LONG = "LEAKabcdefghijklmnopqrstuvwxyz0123456789";

    @Test
    void textsOfFieldsNamedLikeSecretsAreRedactedAndNumbersStay() throws IOException {
        assertThat(redacted(
                        "{\"max_tokens\":5,\"metadata\":{\"api_key\":\"x\",\"password\":\"y\",\"tenant\":\"acme\"}}"))
                .isEqualTo("{\"max_tokens\":5,\"metadata\":{\"api_key\":\"[redacted]\",\"password\":\"[redacted]\","
                        + "\"tenant\":\"acme\"}}");
    }

    @Test
    void whatLooksLikeAKeyIsRedactedOfAnyText() throws IOException {
        assertThat(
                        redacted(
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
    void keysOfOtherMakersAreRedacted(String start) {
        assertThat(Secrets.redact("take " + start + LONG + ", please")).isEqualTo("take [redacted], please");
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
                "smtp_pass=LEAK",
                "{\"pass\": \"LEAK\", ",
                "\\\"client_secret\\\": \\\"LEAK\\\"",
                "\"refresh_token\": \"LEAK\"",
                "export OPENAI_API_KEY=LEAK",
                "AccountName=a;AccountKey=LEAK;x",
                "Authorization: Basic TEVBSzpMRUFLLEAK=",
                "?access_token=LEAK&b=2",
                "GET https://h/v1?key=LEAK&sig=LEAK failed",
            })
    void secretsInATextAreRedacted(String text) {
        assertThat(Secrets.redact(text)).doesNotContain("LEAK").contains(Secrets.REDACTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwd",
                "pass",
                "smtp_pass",
                "dbPass",
                "user_pwd",
                "passcode",
                "creds",
                "sas",
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
    void secretFieldsAreRedactedInsideTheArgumentsOfACall(String field) throws IOException {
        for (String value : new String[] {"\"LEAK\"", "[\"LEAK\"]", "{\"v\":\"LEAK\"}"}) {
            String inner = "{\"city\":\"Paris\",\"deep\":{\"" + field + "\":" + value + "}}";
            var call = Json.object().put("arguments", inner);
            assertThat(Secrets.redact(call).get("arguments").textValue())
                    .doesNotContain("LEAK")
                    .contains("Paris", Secrets.REDACTED);
        }
        String escaped = "{\"" + field.replace("s", "\\u0073") + "\":\"LEAK\"}";
        assertThat(Secrets.redact(Json.object().put("arguments", escaped)).toString())
                .doesNotContain("LEAK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"task-force sk-8 bearer of news\"}]}",
                "{\"max_tokens\":5,\"tokens\":\"five\",\"token_count\":7,\"prompt_cache_key\":\"a-b\",\"key\":\"color\"}",
                "{\"content\":\"The token count is 12, a basic understanding; the secret: be kind. author=Kafka\"}",
                "{\"first_pass\":\"red\",\"bypass\":\"a\",\"passed\":\"b\",\"compass\":\"n\",\"pass_rate\":\"high\",\"sass\":\"c\",\"sacred\":\"d\"}",
                "{\"content\":\"max_tokens=5 and see https://example.com:8080/a@b\"}",
                "{\"parameters\":{\"type\":\"object\",\"properties\":{\"password\":{\"type\":\"string\",\"description\":\"of the user\"}}}}",
                "{\"arguments\":\"{ \\\"city\\\": \\\"Paris\\\" }\"}"
            })
    void whatHoldsNoSecretIsTheSameValue(String json) throws IOException {
        var value = Json.parse(json);

        assertThat(Secrets.redact(value)).isSameAs(value);
    }

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
                "auth",
                "authorization",
                "session",
                "jwt",
                "api%5Fkey",
                "cookie",
                "pass",
                "pwd",
                "user_pwd",
                "sas",
                "sign",
                "x-pass"
            })
    void aSecretOfAQueryIsRedacted(String name) {
        assertThat(Secrets.redactAddress("/v1/models?a=1&" + name + "=hush&b=2"))
                .isEqualTo("/v1/models?a=1&" + name + "=[redacted]&b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyword",
                "metadata[key]",
                "design",
                "encode",
                "after",
                "api-version",
                "author",
                "max_tokens",
                "bypass",
                "first_passed"
            })
    void otherParametersStayAsTheyAre(String name) {
        assertThat(Secrets.redactAddress("/v1/models?" + name + "=x")).isEqualTo("/v1/models?" + name + "=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions?x=Bearer%20hush",
                "/v1/chat/completions?x=sk-hushhushhushhush1234",
                "/gateway/sk-hushhushhushhush1234/v1/chat/completions"
            })
    void whatLooksLikeAKeyIsRedactedOfAnyPartOfAnAddress(String url) {
        assertThat(Secrets.redactAddress(url)).doesNotContain("hush").contains("[redacted]");
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
        "x-pass,x",
        "x-gateway-pass,x",
        "X_PASS,x",
        "x-pwd,x",
        "x-userpwd,x",
        "x-db-passcode,x",
        "x-passwd,x",
        "x-creds,x",
        "x-sas,x",
        "x-sig,x",
        "x-hmac,x",
        "x-sign,x",
        "x-github-otp,x",
        "x-pin,x",
        "x-pat,x",
        "phpsessid,x",
        "x-sid,x",
        "x-csrf,x",
        "x-any,Bearer hush",
        "x-any,basic aHVzaDpodXNo",
        "x-any,eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
        "x-any,sk-hushhushhushhush1234",
        "x-any,gsk_hushhushhushhush123456"
    })
    void aSecretHeaderIsRedactedByItsNameOrItsValue(String name, String value) {
        assertThat(Secrets.isHeader(name, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-remaining-tokens,9",
        "max-tokens,5",
        "x-author,Kafka",
        "x-keyword,a",
        "user-agent,OpenAI/Python",
        "accept,application/json",
        "host,localhost",
        "keep-alive,5",
        "x-stainless-runtime,node",
        "x-note,basically fine",
        "x-bypass-cache,1",
        "x-passed,yes",
        "x-compass,n",
        "x-design,a",
        "x-sidecar,1",
        "x-pinned,1",
        "x-patch,1",
        "x-status-code,200",
        "accept-signal,1",
        "x-passthrough,1"
    })
    void otherHeadersStayAsTheyAre(String name, String value) {
        assertThat(Secrets.isHeader(name, value)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:hush@api.example.com/v1,https://[redacted]@api.example.com/v1",
        "https://hush@api.example.com/v1?a=b,https://[redacted]@api.example.com/v1?a=b",
        "hush:hush@api.example.com,[redacted]@api.example.com",
        "/v1/models?user=a@b.c,/v1/models?user=a@b.c",
    })
    void theUserOfAnAddressIsRedacted(String address, String shown) {
        assertThat(Secrets.redactAddress(address)).isEqualTo(shown);
    }

    @Test
    void valuesOfSecretParametersAreFoundAsTheyAreWritten() {
        assertThat(Secrets.valuesIn("https://h/v1?a=b&api_key=hu%20sh&sig=&x=Bearer%20y"))
                .containsExactly("hu%20sh", "", "Bearer%20y");
    }

    private static String redacted(String json) throws IOException {
        return Secrets.redact(Json.parse(json)).toString();
    }
}
