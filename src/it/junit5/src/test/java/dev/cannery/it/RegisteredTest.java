package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMockExtension;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteredTest {
    // region registered
    @RegisterExtension
    static final ChatMockExtension MOCK =
            ChatMockExtension.builder().contracts("contracts/weather-agent.yaml").build();
    // endregion

    @RepeatedTest(2)
    void aClientOfTheClassIsLedToTheTestThatRuns() throws Exception {
        assertEquals("It is 18 °C in Paris.", new WeatherAgent(MOCK.baseUrl()).ask("How is the weather?"));
    }
}
