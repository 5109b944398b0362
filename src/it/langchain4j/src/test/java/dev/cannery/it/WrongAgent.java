package dev.cannery.it;

import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.junit.jupiter.api.Test;

/** Wrong on purpose; {@link FailuresTest} runs it and reads what it says. */
@ChatMockTest("contracts/packing-agent.yaml")
class WrongAgent {
    private static final String QUESTION = "What should I pack for Oslo?";

    @Test
    void asksTooWarmly(ChatMock mock) {
        PackingAgent.of(model(mock, 0.9), new PackingAgent.Forecasts()).advise(QUESTION);
    }

    @Test
    void swallowsThatItsToolSaysOtherwise(ChatMock mock) {
        catchThrowable(() ->
                PackingAgent.of(model(mock, 0.2), new PackingAgent.DryForecasts()).advise(QUESTION));
    }

    @Test
    void isExpectedToAskOnce(ChatMock mock) {
        PackingAgent.of(model(mock, 0.2), new PackingAgent.Forecasts()).advise(QUESTION);

        assertThat(mock)
                .as("the loop of the agent")
                .wasCalled("looks up the forecast before it advises")
                .once();
    }

    private static ChatModel model(ChatMock mock, double temperature) {
        return OpenAiChatModel.builder()
                .baseUrl(mock.baseUrl().toString())
                .apiKey("any")
                .modelName("gpt-5.4-mini")
                .temperature(temperature)
                .build();
    }
}
