package dev.cannery.it;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;

/** Code under test: an agent that may look up the forecast before it answers. */
interface PackingAgent {
    String advise(String question);

    static PackingAgent of(ChatModel model, Object forecasts) {
        return AiServices.builder(PackingAgent.class).chatModel(model).tools(forecasts).build();
    }

    class Forecasts {
        @Tool(name = "get_forecast", value = "The forecast for a city")
        String forecast(@P("The city") String city, @P("How many days ahead") int days) {
            return "In " + city + " it will rain for " + days + " days.";
        }
    }

    class DryForecasts {
        @Tool(name = "get_forecast", value = "The forecast for a city")
        String forecast(@P("The city") String city, @P("How many days ahead") int days) {
            return "In " + city + " the sun will shine for " + days + " days.";
        }
    }
}
