package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

// region properties
@ChatMockTest(properties = {"openai.baseUrl", "openai.apiKey=any", "spring.ai.openai.base-url={rootUrl}"})
// endregion
class PropertiesTest {
    @Test
    void findsTheMockByItself(ChatMock mock) throws Exception {
        mock.reply("Sunny.");

        assertEquals("any", System.getProperty("openai.apiKey"));
        assertEquals("Sunny.", new WeatherAgent(URI.create(System.getProperty("openai.baseUrl"))).ask("Hello"));
        assertEquals(
                System.getProperty("openai.baseUrl"), System.getProperty("spring.ai.openai.base-url") + "/v1");
    }
}
