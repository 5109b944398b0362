package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.host.Breakdown;
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.Transport;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    @Test
    void jettyHandsNoRequestToAnotherThreadForItAlthoughWhatStandsBehindItBlocks() {
        try (Pacer pacer = new Pacer(failure -> {})) {
            Server server = new Server();
            FrontServer front = new FrontServer(Parts.LOOPBACK, null, Breakdown.NONE);
            BodyBounds bodies = new BodyBounds(1, Duration.ofSeconds(1));
            server.setHandler(Parts.router(
                    front, Transport.of(pacer, bodies, Speed.REAL, 1 << 20), request -> Replies.json("x")));

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
}
