package dev.cannery.it;

import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Forecasts {
    @Tool(name = "get_forecast", value = "The forecast for a city")
    public String forecast(String city, int days) {
        return "In " + city + " it will rain for " + days + " days.";
    }
}
