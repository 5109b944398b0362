package dev.cannery.it;

import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

class SpringAiTest extends AssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .model(Assistant.MODEL)
                        .build())
                .build();
        return new SpringAiAssistant(ChatClient.create(model));
    }

    static class Weather {
        @Tool(name = "get_weather", description = "The weather of a city")
        String weather(String city) {
            return city.isEmpty() ? "" : Assistant.WEATHER;
        }
    }

    private record SpringAiAssistant(ChatClient client) implements Assistant {
        @Override
        public String whole(String prompt, double temperature) {
            return request(prompt, temperature).call().content();
        }

        @Override
        public String streamed(String prompt, double temperature) {
            return request(prompt, temperature).stream().content().toStream().collect(Collectors.joining());
        }

        @Override
        public String withTheWeatherTool(String prompt) {
            return client.prompt(prompt).tools(new Weather()).call().content();
        }

        @Override
        public Invoice invoice(String prompt) {
            return client.prompt(prompt).call().entity(Invoice.class, entity -> entity.useProviderStructuredOutput());
        }

        private ChatClient.ChatClientRequestSpec request(String prompt, double temperature) {
            return client.prompt(prompt)
                    .options(OpenAiChatOptions.builder().model(MODEL).temperature(temperature));
        }
    }
}
