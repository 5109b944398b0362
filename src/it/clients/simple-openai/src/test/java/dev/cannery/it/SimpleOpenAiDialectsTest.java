package dev.cannery.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cannery.it.dialects.DialectClient;
import dev.cannery.it.dialects.DialectsTest;
import dev.cannery.it.dialects.JoinedCalls;
import io.github.sashirestela.cleverclient.retry.RetryConfig;
import io.github.sashirestela.openai.SimpleOpenAI;
import io.github.sashirestela.openai.common.ResponseFormat;
import io.github.sashirestela.openai.common.function.FunctionCall;
import io.github.sashirestela.openai.common.function.FunctionDef;
import io.github.sashirestela.openai.common.function.FunctionExecutor;
import io.github.sashirestela.openai.common.function.Functional;
import io.github.sashirestela.openai.common.tool.ToolCall;
import io.github.sashirestela.openai.common.tool.ToolType;
import io.github.sashirestela.openai.domain.chat.Chat;
import io.github.sashirestela.openai.domain.chat.ChatMessage;
import io.github.sashirestela.openai.domain.chat.ChatMessage.ResponseMessage;
import io.github.sashirestela.openai.domain.chat.ChatMessage.ToolMessage;
import io.github.sashirestela.openai.domain.chat.ChatMessage.UserMessage;
import io.github.sashirestela.openai.domain.chat.ChatRequest;
import io.github.sashirestela.openai.exception.OpenAIException;
import io.github.sashirestela.openai.exception.OpenAIExceptionConverter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

class SimpleOpenAiDialectsTest extends DialectsTest {
    @Override
    protected String client() {
        return "simple-openai";
    }

    @Override
    protected Class<?> library() {
        return SimpleOpenAI.class;
    }

    @Override
    protected DialectClient connect(String baseUrl, String model) {
        // This client adds the version to the path itself.
        String host = baseUrl.substring(0, baseUrl.lastIndexOf("/v1"));
        return new SimpleOpenAi(
                SimpleOpenAI.builder()
                        .apiKey("any")
                        .baseUrl(host)
                        .retryConfig(RetryConfig.builder().maxAttempts(1).build())
                        .build(),
                model);
    }

    static class Weather implements Functional {
        public String city;

        @Override
        public Object execute() {
            return DialectClient.WEATHER;
        }
    }

    private record SimpleOpenAi(SimpleOpenAI client, String model) implements DialectClient {
        @Override
        public String whole(String prompt) {
            return answer(request(prompt)).getContent();
        }

        @Override
        public String streamed(String prompt) {
            return stream(request(prompt)).getContent();
        }

        @Override
        public List<Call> calls(String prompt) {
            return calls(answer(withWeather(prompt)));
        }

        @Override
        public List<Call> streamedCalls(String prompt) {
            return calls(stream(withWeather(prompt)));
        }

        @Override
        public String loop(String prompt) {
            return loop(prompt, this::answer);
        }

        @Override
        public String streamedLoop(String prompt) {
            return loop(prompt, this::stream);
        }

        private String loop(String prompt, Function<ChatRequest.ChatRequestBuilder, ResponseMessage> ask) {
            ChatRequest.ChatRequestBuilder conversation = withWeather(prompt);
            ResponseMessage message = ask.apply(conversation);
            conversation.message(message);
            for (ToolCall call : message.getToolCalls()) {
                String result = functions().execute(call.getFunction());
                conversation.message(ToolMessage.of(result, call.getId()));
            }
            return ask.apply(conversation).getContent();
        }

        @Override
        public Invoice invoice(String prompt) {
            ResponseFormat format = ResponseFormat.jsonSchema(ResponseFormat.JsonSchema.builder()
                    .name("invoice")
                    .schemaClass(Invoice.class)
                    .build());
            try {
                return new ObjectMapper()
                        .readValue(answer(request(prompt).responseFormat(format)).getContent(), Invoice.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private ResponseMessage answer(ChatRequest.ChatRequestBuilder request) {
            return typed(() -> client.chatCompletions().create(request.build())).firstMessage();
        }

        /** Joins the chunks, which this client leaves to the application. */
        private ResponseMessage stream(ChatRequest.ChatRequestBuilder request) {
            StringBuilder text = new StringBuilder();
            StringBuilder reasoning = new StringBuilder();
            JoinedCalls joined = new JoinedCalls();
            try (Stream<Chat> chunks = typed(() -> client.chatCompletions().createStream(request.build()))) {
                chunks.filter(chunk -> !chunk.getChoices().isEmpty())
                        .map(chunk -> chunk.getChoices().get(0).getMessage())
                        .forEach(delta -> {
                            text.append(delta.getContent() == null ? "" : delta.getContent());
                            reasoning.append(delta.getReasoningContent() == null ? "" : delta.getReasoningContent());
                            if (delta.getToolCalls() != null) {
                                delta.getToolCalls().forEach(piece -> joined.add(
                                        piece.getIndex(),
                                        piece.getId(),
                                        piece.getFunction().getName(),
                                        piece.getFunction().getArguments()));
                            }
                        });
            }
            ResponseMessage message = new ResponseMessage();
            message.setRole(ResponseMessage.ChatRole.ASSISTANT);
            message.setContent(text.toString());
            message.setReasoningContent(reasoning.isEmpty() ? null : reasoning.toString());
            List<ToolCall> calls = joined.calls().stream()
                    .map(call -> new ToolCall(
                            0, call.id(), ToolType.FUNCTION, new FunctionCall(call.name(), call.arguments())))
                    .toList();
            message.setToolCalls(calls.isEmpty() ? null : calls);
            return message;
        }

        /** Returns the answer, or throws what this client makes of a refusal, whose details are not in the message. */
        private static <T> T typed(Supplier<CompletableFuture<T>> call) {
            try {
                return call.get().join();
            } catch (CompletionException failed) {
                try {
                    OpenAIExceptionConverter.rethrow(failed);
                    throw failed;
                } catch (OpenAIException refused) {
                    throw new IllegalStateException(
                            refused.getResponseInfo().toString(), refused);
                }
            }
        }

        private ChatRequest.ChatRequestBuilder request(String prompt) {
            return ChatRequest.builder().model(model).message(UserMessage.of(prompt));
        }

        private ChatRequest.ChatRequestBuilder withWeather(String prompt) {
            return request(prompt).tools(functions().getToolFunctions());
        }

        private static FunctionExecutor functions() {
            return new FunctionExecutor(List.of(FunctionDef.builder()
                    .name("get_weather")
                    .description("The weather of a city")
                    .functionalClass(Weather.class)
                    .build()));
        }

        private static List<Call> calls(ResponseMessage message) {
            return message.getToolCalls() == null
                    ? List.of()
                    : message.getToolCalls().stream()
                            .map(call -> new Call(
                                    call.getId(), call.getFunction().getName(), call.getFunction().getArguments()))
                            .toList();
        }
    }
}
