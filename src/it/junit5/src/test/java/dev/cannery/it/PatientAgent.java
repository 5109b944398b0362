package dev.cannery.it;

import java.io.IOException;
import java.net.URI;

/** Code under test: it asks a second time if the model says nothing. */
final class PatientAgent {
    private final WeatherAgent agent;

    PatientAgent(URI baseUrl) {
        agent = new WeatherAgent(baseUrl);
    }

    String ask(String prompt) throws IOException, InterruptedException {
        String text = agent.ask(prompt);
        return text.isBlank() ? agent.ask(prompt) : text;
    }
}
