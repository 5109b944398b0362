package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.junit.ChatMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

// region registered
@SpringBootTest
class RegisteredTest {
    @RegisterExtension
    static final ChatMockExtension MOCK =
            ChatMockExtension.builder().contracts("contracts/packing-agent.yaml").build();

    @DynamicPropertySource
    static void mock(DynamicPropertyRegistry registry) {
        registry.add("spring.ai.openai.base-url", MOCK::baseUrl);
    }
    // endregion

    @Autowired
    TravelDesk.Advice advice;

    @Test
    void looksUpTheForecast() {
        assertThat(advice.on("What should I pack for Oslo?")).contains("raincoat");
    }
}
