package dev.cannery.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Code under test: it asks a model, tries once more when it must, and makes nothing of other errors. */
final class WeatherAgent {
    private final URI baseUrl;

    WeatherAgent(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    String ask(String prompt) throws IOException, InterruptedException {
        return ask(prompt, 0.2);
    }

    String ask(String prompt, double temperature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"gpt-5.4-mini\", \"temperature\": " + temperature
                        + ", \"messages\": [{\"role\": \"user\", \"content\": \"" + prompt + "\"}]}"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 429) {
            Thread.sleep(Long.parseLong(answer.headers().firstValue("retry-after-ms").orElse("1000")));
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return answer.statusCode() == 200
                ? answer.body().replaceAll("(?s).*\"content\": *\"([^\"]*)\".*", "$1")
                : "I do not know.";
    }
}
