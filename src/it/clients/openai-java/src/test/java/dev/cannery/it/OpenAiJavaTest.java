package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenAiJavaTest {
    private static StandaloneServer server;
    private static OpenAIClient client;

    @BeforeAll
    static void startServerAndClient() throws Exception {
        server = StandaloneServer.start(Path.of("contracts"));
        // region client
        client = OpenAIOkHttpClient.builder()
                .apiKey("any")
                .baseUrl(server.baseUrl())
                .build();
        // endregion
    }

    @AfterAll
    static void stopClientAndServer() throws Exception {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theWholeAnswerIsTheCannedText() {
        ChatCompletion completion = whole(hello(0.2)).validate();

        assertThat(completion.choices().get(0).message().content()).contains("Hi! How can I help?");
        assertThat(completion.choices().get(0).finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }

    @Test
    void theStreamedAnswerIsTheSameText() {
        ChatCompletion streamed = streamed(hello(0.2));

        assertThat(streamed.choices().get(0).message().content())
                .isEqualTo(whole(hello(0.2)).choices().get(0).message().content());
    }

    @Test
    void aToolCallArrivesWhole() {
        assertIsTheToolCall(whole(weather()));
    }

    @Test
    void aToolCallArrivesStreamed() {
        assertIsTheToolCall(streamed(weather()));
    }

    @Test
    void aMissSaysInTheExceptionWhichFieldWasWrong() {
        assertThatThrownBy(() -> whole(hello(0.9)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("temperature: expected 0..0.3, was 0.9");
    }

    @Test
    void aStreamedRequestThatMissesSaysSoToo() {
        assertThatThrownBy(() -> streamed(hello(0.9)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("temperature: expected 0..0.3, was 0.9");
    }

    private static ChatCompletionCreateParams hello(double temperature) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .temperature(temperature)
                .addUserMessage("hello there")
                .build();
    }

    private static ChatCompletionCreateParams weather() {
        FunctionParameters parameters = FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .build();
        return ChatCompletionCreateParams.builder()
                .model("gpt-4o-mini")
                .addUserMessage("How is the weather in Paris?")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("get_weather")
                        .parameters(parameters)
                        .build())
                .build();
    }

    private static ChatCompletion whole(ChatCompletionCreateParams params) {
        return client.chat().completions().create(params);
    }

    private static ChatCompletion streamed(ChatCompletionCreateParams params) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static void assertIsTheToolCall(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion.choices().get(0);
        ChatCompletionMessageFunctionToolCall call =
                choice.message().toolCalls().orElseThrow().get(0).asFunction();

        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(call.function().name()).isEqualTo("get_weather");
        assertThat(call.function().arguments()).isEqualToIgnoringWhitespace("{\"city\":\"Paris\"}");
    }
}
