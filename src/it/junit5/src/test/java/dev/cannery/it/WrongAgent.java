package dev.cannery.it;

import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.UseInteraction;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Wrong on purpose; {@link FailuresTest} runs it and reads what it says. */
@ChatMockTest("contracts/weather-agent.yaml")
class WrongAgent {
    // region wrong
    @Test
    void asksTooWarmly(URI baseUrl) throws Exception {
        new WeatherAgent(baseUrl).ask("What is the weather in Rome?", 0.9);
    }
    // endregion

    @Test
    @UseInteraction("backs off")
    void neverBacksOff() {}
}
