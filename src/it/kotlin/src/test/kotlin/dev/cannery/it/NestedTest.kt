package dev.cannery.it

import dev.cannery.junit.ChatMock
import dev.cannery.junit.ChatMockTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Nested
import org.junit.jupiter.api.Test

@ChatMockTest
class NestedTest {
    @Nested
    inner class Later {
        @Test
        fun asks(mock: ChatMock) {
            mock.reply("Sunny.", "Rain.")

            assertEquals("Sunny.", WeatherAgent(mock.baseUrl()).ask("Now?"))
            assertEquals("Rain.", WeatherAgent(mock.baseUrl()).ask("Later?"))
        }
    }
}
