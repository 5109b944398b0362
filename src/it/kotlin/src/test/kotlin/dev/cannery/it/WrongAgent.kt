package dev.cannery.it

import dev.cannery.junit.ChatMock
import dev.cannery.junit.ChatMockTest
import org.junit.jupiter.api.Test

/** Wrong on purpose; [FailuresTest] runs it and reads what it says. */
@ChatMockTest("contracts/weather-agent.yaml")
class WrongAgent {
    @Test
    fun `asks too warmly`(mock: ChatMock) {
        WeatherAgent(mock.baseUrl()).ask("What is the weather in Rome?", 0.9)
    }

    @Test
    fun `makes a reply and leaves it`(mock: ChatMock) {
        mock.reply("Sunny.")
    }
}
