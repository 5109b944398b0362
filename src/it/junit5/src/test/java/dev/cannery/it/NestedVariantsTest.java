package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.ChatMockVariants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ChatMockTest("contracts/weather-agent.yaml")
@ChatMockVariants(dialects = {"openai", "deepseek"})
class NestedVariantsTest {
    private static final List<String> RUNS = new ArrayList<>();

    @Nested
    class Inside {
        @ParameterizedTest
        @ValueSource(strings = {"Paris", "Rome"})
        void asks(String city, ChatMock mock) throws Exception {
            mock.reply("Warm.");

            assertEquals("Warm.", new WeatherAgent(mock.baseUrl()).ask("What is the weather in " + city + "?"));
            RUNS.add(city);
        }
    }

    @AfterAll
    static void eachTestRanInEachDialect() {
        assertEquals(List.of("Paris", "Rome", "Paris", "Rome"), RUNS);
    }
}
