package dev.cannery.it;

import dev.cannery.it.dialects.DialectClient;
import dev.cannery.it.dialects.DialectsTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;

class SpringAiDialectsTest extends DialectsTest {
    @Override
    protected String client() {
        return "spring-ai";
    }

    @Override
    protected Class<?> library() {
        return OpenAiChatModel.class;
    }

    @Override
    protected DialectClient connect(String baseUrl, String model) {
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .apiKey("any")
                .baseUrl(baseUrl)
                .model(model)
                .maxRetries(0)
                .build();
        OpenAiChatModel chat = OpenAiChatModel.builder().options(options).build();
        return new SpringAi(ChatClient.create(chat), chat, model);
    }

    static class Weather {
        @Tool(name = "get_weather", description = "The weather of a city")
        String weather(String city) {
            return DialectClient.WEATHER;
        }
    }

    private record SpringAi(ChatClient client, OpenAiChatModel chat, String model) implements DialectClient {
        @Override
        public String whole(String prompt) {
            return client.prompt(prompt).call().content();
        }

        @Override
        public String streamed(String prompt) {
            return client.prompt(prompt).stream().content().toStream().collect(Collectors.joining());
        }

        @Override
        public List<Call> calls(String prompt) {
            return calls(chat.call(withWeather(prompt)).getResult().getOutput());
        }

        @Override
        public List<Call> streamedCalls(String prompt) {
            AtomicReference<ChatResponse> whole = new AtomicReference<>();
            new MessageAggregator().aggregate(chat.stream(withWeather(prompt)), whole::set).blockLast();
            return calls(whole.get().getResult().getOutput());
        }

        @Override
        public String loop(String prompt) {
            return client.prompt(prompt).tools(new Weather()).call().content();
        }

        @Override
        public String streamedLoop(String prompt) {
            return client.prompt(prompt).tools(new Weather()).stream()
                    .content()
                    .toStream()
                    .collect(Collectors.joining());
        }

        @Override
        public Invoice invoice(String prompt) {
            return client.prompt(prompt).call().entity(Invoice.class, entity -> entity.useProviderStructuredOutput());
        }

        private Prompt withWeather(String prompt) {
            return new Prompt(
                    prompt,
                    OpenAiChatOptions.builder()
                            .model(model)
                            .toolCallbacks(ToolCallbacks.from(new Weather()))
                            .build());
        }

        private static List<Call> calls(AssistantMessage message) {
            return message.getToolCalls().stream()
                    .map(call -> new Call(call.id(), call.name(), call.arguments()))
                    .toList();
        }
    }
}
