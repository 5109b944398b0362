package dev.cannery.it;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import jakarta.enterprise.context.ApplicationScoped;

/** Code under test: an agent that may look up the forecast before it answers. */
@ApplicationScoped
@RegisterAiService(tools = Forecasts.class)
public interface TravelDesk {
    String advise(@UserMessage String question);
}
