package dev.cannery.it;

import static dev.cannery.Responses.*;
import static dev.cannery.Rules.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ChatMockTest("contracts/weather-agent.yaml")
class CallsTest {
    // region assertions
    @Test
    void waitsBeforeItTriesAgain(ChatMock mock) throws Exception {
        new WeatherAgent(mock.baseUrl()).ask("Have patience");

        mock.assertCalled("backs off").times(2).retriedAfter(Duration.ofSeconds(1)).with(temperature(within(0, 0.3)));
        mock.assertNotCalled("asks for the weather");
    }
    // endregion

    // region function
    @Test
    void answersByAFunction(ChatMock mock) throws Exception {
        mock.reply(request -> text("You asked: " + request.prompt()));

        assertEquals("You asked: Why?", new WeatherAgent(mock.baseUrl()).ask("Why?"));
    }
    // endregion

    // region retry
    @Test
    void triesAgainAfterARateLimit(ChatMock mock) throws Exception {
        mock.reply(error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)), text("Sunny."));

        assertEquals("Sunny.", new WeatherAgent(mock.baseUrl()).ask("And today?"));
        mock.assertCalled().times(2).retriedAfter(Duration.ofSeconds(1));
    }
    // endregion

    // region replies
    @Test
    void givesTheFirstReplyThatMatches(ChatMock mock) throws Exception {
        mock.reply("Sunny.");
        mock.when(prompt(contains("tomorrow"))).reply("Rain.");

        assertEquals("Rain.", new WeatherAgent(mock.baseUrl()).ask("And tomorrow?"));
        assertEquals("Sunny.", new WeatherAgent(mock.baseUrl()).ask("And today?"));
    }
    // endregion
}
