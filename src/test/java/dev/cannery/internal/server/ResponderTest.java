package dev.cannery.internal.server;

import static dev.cannery.Responses.error;
import static dev.cannery.Responses.text;
import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.Replies.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.Response;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A function of the user that answers what no interaction matches. */
class ResponderTest {
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final List<RecordedRequest> received = Collections.synchronizedList(new ArrayList<>());
    private final MockServer server = MockServer.builder()
            .contracts(List.of(MockServerTest.contract("news")))
            .responder(this::respond)
            .notices(notices::add)
            .start();

    private @Nullable Response respond(RecordedRequest request) {
        received.add(request);
        return switch (request.model()) {
            case "broken" -> throw new IllegalStateException("no idea");
            case "silent" -> null;
            case "misspelt" -> error("rate_limit");
            default -> text("computed for " + request.model());
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFunctionAnswersWhatNoInteractionMatches() throws IOException {
        assertThat(ask("/v1/chat/completions", "news")).contains(" 200 ", "first");
        assertThat(ask("/v1/chat/completions", "weather")).contains(" 200 ", "computed for weather");
        assertThat(server.exchanges())
                .extracting(RecordedExchange::kind, RecordedExchange::interaction)
                .containsExactly(
                        tuple(RecordedExchange.Kind.ANSWERED, "asks for news"),
                        tuple(RecordedExchange.Kind.ANSWERED, null));
    }

    @Test
    void whatTheFunctionLeavesIsAnsweredByAStubOrExplained() throws IOException {
        assertThat(ask("/v1/chat/completions", "silent")).contains(" 404 ", "no_matching_interaction");

        server.wireMock().stubFor(WireMock.post(PATH).willReturn(WireMock.ok("from a stub")));

        assertThat(ask("/v1/chat/completions", "silent")).endsWith("from a stub");
        assertThat(ask("/v1/chat/completions", "weather")).contains("computed for weather");
    }

    @Test
    void aFunctionThatFailsIsAnsweredWithStatus500AndReported() throws IOException {
        assertThat(ask("/v1/chat/completions", "broken")).contains(" 500 ", "no idea");
        assertThat(notices).singleElement().asString().contains("no idea");
    }

    @Test
    void aFunctionSeesTheRequestAsRecordingsShowIt() throws IOException {
        String body = "{ \"model\" : \"weather\",\n \"messages\": [{\"role\": \"user\", \"content\": \"H\\u0069\"}] }";
        try (RawClient client = new RawClient(server.port())) {
            client.exchange(
                    post(PATH + "?trace=7&api_key=sk-query", body, "X-Team: red", "Authorization: Bearer sk-header"));
        }

        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.url()).startsWith(PATH + "?trace=7&api_key=").doesNotContain("sk-query");
            assertThat(request.headers()).containsEntry("X-Team", "red").containsKey("Authorization");
            assertThat(request.headers().get("Authorization")).doesNotContain("sk-header");
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.prompt()).isEqualTo("Hi");
        });
        assertThat(server.exchanges()).extracting(RecordedExchange::request).isEqualTo(received);
    }

    @Test
    void anErrorThatTheProviderDoesNotNameIsAnsweredWithItsNearestName() throws IOException {
        assertThat(ask("/v1/chat/completions", "misspelt"))
                .contains(" 500 ", "response.error: unknown error 'rate_limit'. Did you mean 'rate_limit_exceeded'?");
    }

    @Test
    void aFunctionNamesErrorsAsTheProviderThatAnswersDoes() throws IOException {
        String path = "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21";
        try (MockServer azure = MockServer.builder()
                        .profile(ProfileReader.read("azure"))
                        .responder(request -> error("DeploymentNotFound"))
                        .start();
                RawClient client = new RawClient(azure.port())) {
            assertThat(client.exchange(
                            post(path, MockServerTest.request("gpt-4o").toString())))
                    .contains(" 404 ", "\"code\": \"DeploymentNotFound\"");
        }
    }

    @Test
    void aScopeHasAFunctionOfItsOwn() throws IOException {
        try (OpenScope scope = server.openScope(List.of())) {
            scope.respondBy(request -> text("for the scope alone"), "openai");

            assertThat(ask(scope.baseUrl().getPath() + "/chat/completions", "gpt-4o"))
                    .contains("for the scope alone");
            assertThat(ask("/v1/chat/completions", "x")).contains("computed for x");
        }
    }

    private String ask(String path, String model) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(post(path, MockServerTest.request(model).toString()));
        }
    }
}
