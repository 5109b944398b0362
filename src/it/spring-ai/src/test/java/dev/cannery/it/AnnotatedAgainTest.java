package dev.cannery.it;

import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@ChatMockTest(value = "contracts/packing-agent.yaml", properties = "spring.ai.openai.base-url")
class AnnotatedAgainTest {
    @Autowired
    TravelDesk.Advice advice;

    @RepeatedTest(2)
    void looksUpTheForecast(ChatMock mock) {
        assertThat(advice.on("What should I pack for Oslo?")).contains("raincoat");
        assertThat(mock).wasCalled("looks up the forecast before it advises").times(2);
    }
}
