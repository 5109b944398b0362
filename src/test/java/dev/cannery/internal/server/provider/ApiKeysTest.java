package dev.cannery.internal.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Profile OPENAI = ProfileReader.read("openai");
    private static final ApiKeys KEYS = new ApiKeys(List.of("sk-one", "sk-two"));

    @Test
    void anyKeyWillDoWhenNoneIsSet() {
        assertThat(new ApiKeys(List.of()).refusalOf("", OPENAI)).isEmpty();
    }

    @Test
    void eachOfTheKeysOpensAsABearerOrAsAzureSendsIt() {
        assertThat(refusal(Map.of("Authorization", "Bearer sk-two"))).isEmpty();
        assertThat(refusal(Map.of("authorization", "bearer sk-one"))).isEmpty();
        assertThat(refusal(Map.of("api-key", "sk-one"))).isEmpty();
    }

    @Test
    void aWrongKeyIsShownMasked() {
        assertThat(refusal(Map.of("Authorization", "Bearer sk-not-any-of-these-keys")))
                .hasValueSatisfying(error -> {
                    assertThat(error.status()).isEqualTo(401);
                    assertThat(error.code()).isEqualTo("invalid_api_key");
                    assertThat(error.message()).startsWith("Incorrect API key provided: sk-not-a************keys.");
                });
    }

    @Test
    void aMissingKeyIsAskedFor() {
        assertThat(refusal(Map.of())).hasValueSatisfying(error -> {
            assertThat(error.status()).isEqualTo(401);
            assertThat(error.message()).startsWith("You didn't provide an API key.");
        });
    }

    private static Optional<ApiError> refusal(Map<String, String> headers) {
        ChatRequest request = ChatRequest.of("/v1/chat/completions", headers, Json.object());
        return KEYS.refusalOf(ApiKeys.sentIn(request::header), OPENAI);
    }
}
