package dev.cannery.it;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.UseInteraction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Wrong on purpose; {@link FailuresTest} runs it and reads what it says. */
@SpringBootTest(properties = "spring.ai.openai.chat.options.temperature=0.9")
@ChatMockTest(value = "contracts/packing-agent.yaml", properties = "spring.ai.openai.base-url")
class WrongAgent {
    @Autowired
    TravelDesk.Advice advice;

    @Test
    void asksTooWarmly() {
        catchThrowable(() -> advice.on("What should I pack for Oslo?"));
    }

    @Test
    @UseInteraction("looks up the forecast before it advises")
    void asksNothing() {}
}
