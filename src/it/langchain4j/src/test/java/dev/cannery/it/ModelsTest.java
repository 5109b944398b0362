package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import org.junit.jupiter.api.Test;

@ChatMockTest("contracts/packing-agent.yaml")
class ModelsTest {
    @Test
    void theFlagChoosesTheApi(ChatMock mock) {
        mock.reply("Hi!");

        assertThat(Models.at(mock.baseUrl()).chat("Hello")).isEqualTo("Hi!");

        assertThat(mock.lastExchange().request().path())
                .endsWith(Models.USES_RESPONSES ? "/responses" : "/chat/completions");
    }
}
