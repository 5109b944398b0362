package dev.cannery.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.InflatedBody;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.stub.StubRules;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.Transport;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves WireMock's admin API and the files of a stubs folder. */
final class WireMockService implements AdminCall.Service {
    private final WireMockHost wireMock;
    private final Transport transport;

    WireMockService(WireMockHost wireMock, Transport transport) {
        this.wireMock = wireMock;
        this.transport = transport;
    }

    @Override
    public int mostBytes() {
        return transport.bodies().bytes();
    }

    @Override
    public void answer(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback done)
            throws Exception {
        // WireMock would decompress the body again, without a limit
        byte[] body = InflatedBody.of(request.body(), transport, share);
        Optional<ServerError> refusal = schemaRefusal(request, body).map(ServerError::thenReconnect);
        Optional<Handler> handler = refusal.isPresent() ? Optional.empty() : wireMock.handler();
        if (handler.isEmpty()) {
            Sender.sendWhole(refusal.orElseGet(ServerError::closing).render(Provider.standard()), response, done);
        } else if (!handler.get().handle(request, response, done)) {
            Response.writeError(request, response, done, 404);
        }
    }

    /** Rejects schemas with outside references, which WireMock would resolve. */
    private static Optional<ServerError> schemaRefusal(ReplayedRequest request, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!AdminGuard.isAdmin(Request.getPathInContext(request)) || !text.contains(StubRules.SCHEMA)) {
            return Optional.empty();
        }
        try {
            return StubRules.outsideReference(Json.parse(text)).map(fault -> ServerError.failure(422, fault + "."));
        } catch (JsonProcessingException e) {
            return Optional.of(ServerError.failure(422, "The body is not valid JSON: " + e.getOriginalMessage()));
        }
    }
}
