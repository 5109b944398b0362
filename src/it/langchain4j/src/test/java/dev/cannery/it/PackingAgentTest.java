package dev.cannery.it;

import static dev.cannery.Rules.toolResult;
import static dev.cannery.Rules.contains;
import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.assertj.ChatSoftAssertions;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.junit.jupiter.api.Test;

@ChatMockTest("contracts/packing-agent.yaml")
class PackingAgentTest {
    // region langchain4j
    @Test
    void looksUpTheForecast(ChatMock mock) {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(mock.baseUrl().toString())
                .apiKey("any")
                .modelName("gpt-5.4-mini")
                .temperature(0.2)
                .build();

        String advice = PackingAgent.of(model, new PackingAgent.Forecasts()).advise("What should I pack for Oslo?");

        assertThat(advice).contains("raincoat");
        assertThat(mock).as("the loop of the agent").wasCalled("looks up the forecast before it advises").times(2);
        assertThat(mock.lastExchange()).with(toolResult("get_forecast", contains("3 days"))).notStreamed();
    }
    // endregion

    @Test
    void softAssertionsWorkBesideAnAgent(ChatMock mock) {
        looksUpTheForecast(mock);

        ChatSoftAssertions.assertSoftly(softly -> {
            softly.assertThat(mock).wasCalled().times(2).notStreamed();
            softly.assertThat(mock.exchanges()).hasSize(2);
        });
    }
}
