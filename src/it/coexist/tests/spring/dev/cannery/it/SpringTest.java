package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The project's own application starts and answers as without Cannery. */
class SpringTest {
    @Test
    void theirApplicationAnswers() throws Exception {
        try (ConfigurableApplicationContext context =
                SpringApplication.run(Application.class, "--server.port=0", "--spring.main.banner-mode=off")) {
            String port = context.getEnvironment().getProperty("local.server.port");

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/weather"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertEquals("{\"celsius\":18}", answer.body());
        }
    }

    @EnableAutoConfiguration
    @RestController
    static class Application {
        @GetMapping("/weather")
        Map<String, Integer> weather() {
            return Map.of("celsius", 18);
        }
    }
}
