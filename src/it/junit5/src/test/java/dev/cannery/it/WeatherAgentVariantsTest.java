package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.ChatMockVariants;
import java.net.URI;
import org.junit.jupiter.api.Test;

// region dialects
@ChatMockTest("contracts/weather-agent.yaml")
@ChatMockVariants(dialects = {"openai", "deepseek", "mistral"})
class WeatherAgentVariantsTest {
    @Test
    void asksForTheWeather(URI baseUrl) throws Exception {
        assertEquals("It is 18 °C in Paris.", new WeatherAgent(baseUrl).ask("What is the weather in Paris?"));
    }
}
// endregion
