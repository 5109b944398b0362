package dev.cannery.it;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.wiremock.spring.EnableWireMock;

/** The project's own application and its WireMock work in a test that has Cannery's mock, too. */
@ChatMockTest(properties = "assistant.url")
@EnableWireMock
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SpringWireMockTest {
    @Value("${wiremock.server.baseUrl}")
    private String wireMock;

    @Value("${assistant.url}")
    private String assistant;

    @Autowired
    private TestRestTemplate application;

    @Test
    void allOfThemAnswer(ChatMock mock) {
        stubFor(get("/weather").willReturn(okJson("{\"celsius\": 18}")));
        mock.reply("Sunny.");

        assertEquals("fine", application.getForObject("/health", String.class));
        assertEquals("{\"celsius\": 18}", RestClient.create(wireMock).get().uri("/weather").retrieve().body(String.class));
        String answer = RestClient.create(assistant)
                .post()
                .uri("/chat/completions")
                .header("Content-Type", "application/json")
                .body("{\"model\": \"gpt-4.1\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}")
                .retrieve()
                .body(String.class);
        assertEquals(true, answer.contains("Sunny."));
    }

    @EnableAutoConfiguration
    @RestController
    @SpringBootConfiguration
    static class Application {
        @GetMapping("/health")
        String health() {
            return "fine";
        }
    }
}
