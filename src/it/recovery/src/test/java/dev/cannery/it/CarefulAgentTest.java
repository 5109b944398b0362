package dev.cannery.it;

import static dev.cannery.Misbehaviour.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.ChatMockVariants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each test runs once with each misbehaviour that its class names. */
@ChatMockTest("contracts/travel-desk.yaml")
class CarefulAgentTest {
    // region calls
    @Nested
    @ChatMockVariants(
            misbehave = {BROKEN_ARGUMENTS, CUT_ARGUMENTS, WRONG_ARGUMENTS, UNKNOWN_TOOL, CALL_AS_TEXT, NO_CALLS})
    class Calls {
        @Test
        void looksUpTheWeather(ChatMock mock) {
            try (TravelAgent agent = new CarefulAgent(mock.baseUrl())) {
                assertEquals("It is 18 degrees in Paris.", agent.ask("How is the weather in Paris?"));
            }
            mock.assertRecovered(2);
        }
    }
    // endregion

    @Nested
    @ChatMockVariants(misbehave = SAME_CALL_IDS)
    class TwoCalls {
        @Test
        void comparesTwoCities(ChatMock mock) {
            try (TravelAgent agent = new CarefulAgent(mock.baseUrl())) {
                assertEquals("Rome is warmer.", agent.ask("Which is warmer, Paris or Rome?"));
            }
            mock.assertRecovered(1);
        }
    }

    @Nested
    @ChatMockVariants(misbehave = {EMPTY, ONLY_REASONING, LEAKED_REASONING})
    class Texts {
        @Test
        void answersTwoQuestions(ChatMock mock) {
            try (TravelAgent agent = new CarefulAgent(mock.baseUrl())) {
                assertEquals("Paris is the capital of France.", agent.ask("What is the capital of France?"));
                assertEquals("Rome is the capital of Italy.", agent.ask("And that of Italy?"));
            }
            mock.assertRecovered(2);
        }
    }

    @Nested
    @ChatMockVariants(misbehave = {PROSE_FOR_JSON, FENCED_JSON})
    class Json {
        @Test
        void readsTwoInvoices(ChatMock mock) {
            try (TravelAgent agent = new CarefulAgent(mock.baseUrl())) {
                assertEquals(99.5, agent.read("INV-1: 99.50 EUR").total);
                assertEquals(12.0, agent.read("INV-2: 12 EUR").total);
            }
            mock.assertRecovered(2);
        }
    }
}
