package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.api.StoredCompletions;
import dev.cannery.internal.server.chaos.Chaos;
import dev.cannery.internal.server.provider.ApiKeys;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.Link;
import dev.cannery.internal.server.transport.Pacer;
import dev.cannery.internal.server.transport.Speed;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatHandlerTest {
    @Test
    void jettyHandsNoRequestToAnotherThreadForItAlthoughWhatStandsBehindItBlocks() {
        try (Pacer pacer = new Pacer(failure -> {})) {
            Server server = new Server();
            Engine engine = engine(pacer);
            Policy policy = new Policy(null, new Gate(new ApiKeys(List.of()), null), false, false, sentence -> {});
            Scopes scopes = new Scopes(new ContractResponder(List.of(), policy, new StoredCompletions(1, 1)), engine);
            server.setHandler(new ChatHandler(engine, guard(), Cors.NONE, scopes, wireMock(engine)));
            assertThat(server.getInvocationType()).isEqualTo(InvocationType.NON_BLOCKING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "/openai/deployments/d/chat/completions",
                "/models/chat/completions",
                "/proxy/v1/chat/completions",
                "/v1/team/gateway/openai/chat/completions",
                "/v4/chat/completions",
                "/api/openai/v1/chat/completions"
            })
    void theseAreChatCompletions(String path) {
        assertThat(ApiPath.isChat(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "/v1/completions",
                "/v1/mychat/completion",
                "/v1/chat/completions/chat/completions",
                "/v1/chat/completions/v1/chat/completions",
                "/v1/v1/chat/completions",
                "/proxy/v2/v2/chat/completions",
                "/v1//chat/completions",
                "//v1/chat/completions",
                "/v1/responses/chat/completions",
                "/v1/chat/chat/completions",
                "/v1/embeddings/chat/completions"
            })
    void theseAreNot(String path) {
        assertThat(ApiPath.isChat(path)).isFalse();
    }

    private static Engine engine(Pacer pacer) {
        return new Engine(
                request -> Replies.json("x"),
                new Journal(new Journal.Bounds(1, 1)),
                Link.of(pacer, new BodyBounds(1, Duration.ofSeconds(1)), Speed.REAL),
                new FaultInjection(Chaos.NONE, true),
                () -> false,
                event -> {},
                new AccessLog(null),
                new WarmUp());
    }

    private static WireMockHost wireMock(Engine engine) {
        FrontServer front = new FrontServer(new BindAddress("127.0.0.1", 0), null, Breakdown.NONE);
        UnmatchedHandler unmatched = new UnmatchedHandler(engine.responder(), engine.journal(), engine.events());
        return new WireMockHost(front, null, engine.journal(), unmatched, engine.events());
    }

    private static AdminGuard guard() {
        return AdminGuard.of(new BindAddress("127.0.0.1", 0), null);
    }
}
