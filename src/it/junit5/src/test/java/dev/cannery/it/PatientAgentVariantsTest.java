package dev.cannery.it;

import static dev.cannery.Misbehaviour.EMPTY;
import static dev.cannery.Misbehaviour.ONLY_REASONING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.ChatMockVariants;
import org.junit.jupiter.api.Test;

// region misbehave
@ChatMockTest("contracts/weather-agent.yaml")
@ChatMockVariants(misbehave = {EMPTY, ONLY_REASONING})
class PatientAgentVariantsTest {
    @Test
    void asksAgain(ChatMock mock) throws Exception {
        assertEquals("It is 18 °C in Paris.", new PatientAgent(mock.baseUrl()).ask("What is the weather in Paris?"));
        mock.assertRecovered(1);
    }
}
// endregion
