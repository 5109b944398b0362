package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMockTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

// region dialects
@ChatMockTest(
        value = "contracts/weather-agent.yaml",
        dialects = {"openai", "deepseek", "mistral"})
class WeatherAgentDialectsTest {
    @Test
    void asksForTheWeather(URI baseUrl) throws Exception {
        assertEquals("It is 18 °C in Paris.", new WeatherAgent(baseUrl).ask("What is the weather in Paris?"));
    }
}
// endregion
