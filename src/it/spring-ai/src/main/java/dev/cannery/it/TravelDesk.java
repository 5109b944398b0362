package dev.cannery.it;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** Code under test: an application whose agent may look up the forecast before it answers. */
@SpringBootApplication
public class TravelDesk {
    @Component
    static class Advice {
        private final ChatClient client;

        Advice(ChatClient.Builder client) {
            this.client = client.build();
        }

        String on(String question) {
            return client.prompt(question).tools(new Forecasts()).call().content();
        }
    }

    static class Forecasts {
        @Tool(name = "get_forecast", description = "The forecast for a city")
        String forecast(String city, int days) {
            return "In " + city + " it will rain for " + days + " days.";
        }
    }
}
