package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.RepeatedTest;

/** The application is started once, and its client finds the test that runs. */
@ChatMockTest(value = "contracts/packing-agent.yaml", properties = "quarkus.langchain4j.openai.base-url")
@QuarkusTest
class TravelDeskAgainTest {
    @Inject
    TravelDesk desk;

    @RepeatedTest(2)
    void looksUpTheForecast(ChatMock mock) {
        assertEquals("Pack a raincoat. It will rain in Oslo.", desk.advise("What should I pack for Oslo?"));
        mock.assertCalled("looks up the forecast before it advises").times(2);
    }
}
