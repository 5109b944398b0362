package dev.cannery.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sashirestela.openai.SimpleOpenAI;
import io.github.sashirestela.openai.common.ResponseFormat;
import io.github.sashirestela.openai.common.function.FunctionDef;
import io.github.sashirestela.openai.common.function.FunctionExecutor;
import io.github.sashirestela.openai.common.function.Functional;
import io.github.sashirestela.openai.common.tool.ToolCall;
import io.github.sashirestela.openai.domain.chat.Chat;
import io.github.sashirestela.openai.domain.chat.ChatMessage.ResponseMessage;
import io.github.sashirestela.openai.domain.chat.ChatMessage.ToolMessage;
import io.github.sashirestela.openai.domain.chat.ChatMessage.UserMessage;
import io.github.sashirestela.openai.domain.chat.ChatRequest;
import io.github.sashirestela.openai.exception.OpenAIException;
import io.github.sashirestela.openai.exception.OpenAIExceptionConverter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class SimpleOpenAiTest extends AssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        // This client adds the version to the path itself.
        String host = baseUrl.substring(0, baseUrl.lastIndexOf("/v1"));
        return new SimpleOpenAiAssistant(
                SimpleOpenAI.builder().apiKey("any").baseUrl(host).build());
    }

    static class Weather implements Functional {
        public String city;

        @Override
        public Object execute() {
            return city.isEmpty() ? "" : Assistant.WEATHER;
        }
    }

    private record SimpleOpenAiAssistant(SimpleOpenAI client) implements Assistant {
        @Override
        public String whole(String prompt, double temperature) {
            return answer(request(prompt).temperature(temperature)).firstContent();
        }

        @Override
        public String streamed(String prompt, double temperature) {
            ChatRequest request = request(prompt).temperature(temperature).build();
            try (Stream<Chat> chunks = typed(() -> client.chatCompletions().createStream(request))) {
                return chunks.filter(chunk -> !chunk.getChoices().isEmpty())
                        .map(Chat::firstContent)
                        .filter(text -> text != null)
                        .collect(Collectors.joining());
            }
        }

        @Override
        public String withTheWeatherTool(String prompt) {
            FunctionExecutor functions = new FunctionExecutor(List.of(FunctionDef.builder()
                    .name("get_weather")
                    .description("The weather of a city")
                    .functionalClass(Weather.class)
                    .build()));
            ChatRequest.ChatRequestBuilder conversation = request(prompt).tools(functions.getToolFunctions());
            ResponseMessage message = answer(conversation).firstMessage();
            conversation.message(message);
            for (ToolCall call : message.getToolCalls()) {
                String result = functions.execute(call.getFunction());
                conversation.message(ToolMessage.of(result, call.getId()));
            }
            return answer(conversation).firstContent();
        }

        @Override
        public Invoice invoice(String prompt) {
            ResponseFormat format = ResponseFormat.jsonSchema(ResponseFormat.JsonSchema.builder()
                    .name("invoice")
                    .schemaClass(Invoice.class)
                    .build());
            try {
                return new ObjectMapper()
                        .readValue(answer(request(prompt).responseFormat(format)).firstContent(), Invoice.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private Chat answer(ChatRequest.ChatRequestBuilder request) {
            return typed(() -> client.chatCompletions().create(request.build()));
        }

        /** The answer, or the exception that this client makes of a refusal, whose details it does not put in the message. */
        private static <T> T typed(Supplier<CompletableFuture<T>> call) {
            try {
                return call.get().join();
            } catch (CompletionException failed) {
                try {
                    OpenAIExceptionConverter.rethrow(failed);
                    throw failed;
                } catch (OpenAIException refused) {
                    throw new IllegalStateException(refused.getResponseInfo().toString(), refused);
                }
            }
        }

        private static ChatRequest.ChatRequestBuilder request(String prompt) {
            return ChatRequest.builder().model(MODEL).message(UserMessage.of(prompt));
        }
    }
}
