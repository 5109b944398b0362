package dev.cannery.it

import dev.cannery.Rules.prompt
import dev.cannery.Rules.contains
import dev.cannery.junit.ChatMock
import dev.cannery.junit.ChatMockTest
import dev.cannery.junit.UseInteraction
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.net.URI

// region kotlin
@ChatMockTest("contracts/weather-agent.yaml")
class WeatherAgentTest {
    @Test
    @UseInteraction("asks for the weather")
    fun asks(baseUrl: URI) {
        assertEquals("It is 18 °C in Paris.", WeatherAgent(baseUrl).ask("How is the weather?"))
    }

    @Test
    fun `gives the ad-hoc replies`(mock: ChatMock) {
        mock.`when`(prompt(contains("tomorrow"))).reply("Rain.")

        assertEquals("Rain.", WeatherAgent(mock.baseUrl()).ask("And tomorrow?"))
        mock.assertCalled().once().notStreamed()
    }
}
// endregion
