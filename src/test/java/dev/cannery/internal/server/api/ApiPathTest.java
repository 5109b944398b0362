package dev.cannery.internal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
    @ParameterizedTest
    @CsvSource({
        "/models, MODELS,",
        "/v1/models, MODELS,",
        "/openai/models, MODELS,",
        "/api/v1/models, MODELS,",
        "/v1/models/gpt-4o, MODEL, gpt-4o",
        "/v1/models/meta/llama-3, MODEL, meta/llama-3",
        "/v1/chat/completions, COMPLETIONS,",
        "/openai/deployments/d/chat/completions/chatcmpl-1, COMPLETION, chatcmpl-1",
        "/chat/completions/chatcmpl-1/messages, MESSAGES, chatcmpl-1"
    })
    void theApiHasIt(String path, ApiPath.Kind kind, String id) {
        assertThat(ApiPath.of("GET", path)).isEqualTo(new ApiPath(kind, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/embeddings",
                "/v1/models/",
                "/shop/models",
                "/v1/modelsx",
                "/v1/chat/completion",
                "/v1/chat/completions/a/b",
                "/v1/chat/completions/a/messages/b"
            })
    void theApiDoesNotHaveIt(String path) {
        assertThat(ApiPath.of("GET", path).kind()).isEqualTo(ApiPath.Kind.NONE);
    }
}
