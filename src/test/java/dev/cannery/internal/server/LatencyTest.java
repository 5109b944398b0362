package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code latency: {per_concurrent: …}} from the contract's file to the socket; slow machines make no test fail. */
class LatencyTest {
    private static final String CONTRACT = """
            interactions:
              - {name: holds, request: {prompt: hold}, response: {fault: timeout}}
              - {name: slow, request: {prompt: slow}, response: {content: Hi, latency: {per_concurrent: 200ms}}}
              - {name: forever, request: {prompt: forever}, response: {content: Hi, latency: {per_concurrent: 1h}}}
            """;

    private final MockServer server = MockServer.builder()
            .contracts(ContractReader.parse("latency.yaml", CONTRACT))
            .start();
    private final List<RawClient> others = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (RawClient other : others) {
            other.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerIsSlowerByEachOtherUnderWay(boolean stream) throws IOException {
        for (int i = 0; i < 3; i++) {
            others.add(send("hold", stream));
        }
        awaitHeld(3);
        long start = System.nanoTime();
        try (RawClient client = send("slow", stream)) {
            assertThat(client.head()).contains(" 200 ");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsUnderWayInAnotherScopeMakesNothingSlower(boolean stream) throws IOException {
        others.add(send("hold", stream));
        awaitHeld(1);
        OpenScope scope = server.openScope(ContractReader.parse("latency.yaml", CONTRACT));

        try (RawClient client = send(scope.baseUrl().getPath() + "/chat/completions", "forever", stream)) {
            assertThat(client.head()).contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatIsAloneIsNotSlower(boolean stream) throws IOException {
        try (RawClient client = send("forever", stream)) {
            assertThat(client.head()).contains(" 200 ");
        }
    }

    private RawClient send(String prompt, boolean stream) throws IOException {
        return send(Replies.PATH, prompt, stream);
    }

    private RawClient send(String path, String prompt, boolean stream) throws IOException {
        String body = "{\"model\":\"gpt-4o\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + prompt + "\"}]}";
        return new RawClient(server.port()).send(RawClient.post(path, body));
    }

    /** A request is in the journal before its answer begins, and under way from then on. */
    private void awaitHeld(int count) {
        while (server.exchanges().size() < count) {
            Thread.onSpinWait();
        }
    }
}
