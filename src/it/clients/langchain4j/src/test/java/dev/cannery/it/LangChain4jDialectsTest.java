package dev.cannery.it;

import dev.cannery.it.dialects.DialectClient;
import dev.cannery.it.dialects.DialectsTest;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class LangChain4jDialectsTest extends DialectsTest {
    @Override
    protected String client() {
        return "langchain4j";
    }

    @Override
    protected Class<?> library() {
        return OpenAiChatModel.class;
    }

    @Override
    protected DialectClient connect(String baseUrl, String model) {
        return new LangChain4j(
                OpenAiChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(model)
                        .maxRetries(0)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .strictJsonSchema(true)
                        .build(),
                OpenAiStreamingChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(model)
                        .build());
    }

    interface Agent {
        String chat(String prompt);
    }

    interface StreamingAgent {
        TokenStream chat(String prompt);
    }

    interface InvoiceReader {
        DialectClient.Invoice read(String prompt);
    }

    static class Weather {
        @Tool(name = "get_weather", value = "The weather of a city")
        String weather(@P("The city") String city) {
            return DialectClient.WEATHER;
        }
    }

    private record LangChain4j(OpenAiChatModel model, OpenAiStreamingChatModel streaming) implements DialectClient {
        @Override
        public String whole(String prompt) {
            return model.chat(request(prompt)).aiMessage().text();
        }

        @Override
        public String streamed(String prompt) {
            return stream(request(prompt)).text();
        }

        @Override
        public List<Call> calls(String prompt) {
            return calls(model.chat(withWeather(prompt)).aiMessage());
        }

        @Override
        public List<Call> streamedCalls(String prompt) {
            return calls(stream(withWeather(prompt)));
        }

        @Override
        public String loop(String prompt) {
            return AiServices.builder(Agent.class)
                    .chatModel(model)
                    .tools(new Weather())
                    .build()
                    .chat(prompt);
        }

        @Override
        public String streamedLoop(String prompt) {
            CompletableFuture<String> text = new CompletableFuture<>();
            AiServices.builder(StreamingAgent.class)
                    .streamingChatModel(streaming)
                    .tools(new Weather())
                    .build()
                    .chat(prompt)
                    .onPartialResponse(any -> {})
                    .onCompleteResponse(response -> text.complete(response.aiMessage().text()))
                    .onError(text::completeExceptionally)
                    .start();
            return text.join();
        }

        @Override
        public Invoice invoice(String prompt) {
            return AiServices.create(InvoiceReader.class, model).read(prompt);
        }

        private AiMessage stream(ChatRequest request) {
            CompletableFuture<AiMessage> message = new CompletableFuture<>();
            streaming.chat(request, new StreamingChatResponseHandler() {
                @Override
                public void onCompleteResponse(ChatResponse response) {
                    message.complete(response.aiMessage());
                }

                @Override
                public void onError(Throwable error) {
                    message.completeExceptionally(error);
                }
            });
            return message.join();
        }

        private static ChatRequest request(String prompt) {
            return ChatRequest.builder().messages(UserMessage.from(prompt)).build();
        }

        private static ChatRequest withWeather(String prompt) {
            return ChatRequest.builder()
                    .messages(UserMessage.from(prompt))
                    .toolSpecifications(ToolSpecifications.toolSpecificationsFrom(Weather.class))
                    .build();
        }

        private static List<Call> calls(AiMessage message) {
            return message.toolExecutionRequests().stream()
                    .map(call -> new Call(call.id(), call.name(), call.arguments()))
                    .toList();
        }
    }
}
