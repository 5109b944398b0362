package dev.cannery.it;

import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.toolResult;
import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import org.junit.jupiter.api.Test;

/** Runs with each API, and does not know which. */
// region migrating
@ChatMockTest("contracts/packing-agent.yaml")
class MigratingAgentTest {
    @Test
    void looksUpTheForecast(ChatMock mock) {
        PackingAgent agent = PackingAgent.of(Models.at(mock.baseUrl()), new PackingAgent.Forecasts());

        assertThat(agent.advise("What should I pack for Oslo?")).contains("raincoat");

        assertThat(mock).wasCalled("looks up the forecast before it advises").times(2);
        assertThat(mock.lastExchange()).with(toolResult("get_forecast", contains("3 days"))).notStreamed();
    }
}
// endregion
