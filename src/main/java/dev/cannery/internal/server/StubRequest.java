package dev.cannery.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Request;

/** What is asked of a request before WireMock sees it, which inflates bodies without a bound and reads what a schema names. */
final class StubRequest {
    private static final int MAGIC = 0x1f;
    private static final int MAGIC_NEXT = 0x8b;

    private final ReplayedRequest request;
    private final byte[] body;

    StubRequest(ReplayedRequest request) {
        this.request = request;
        this.body = request.body();
    }

    /**
     * The answer when WireMock shall not see the request; empty when it shall.
     *
     * @param mostBytes the largest body, inflated
     * @param memory what an inflated body takes is taken of it
     */
    Optional<RenderedResponse> refusal(long mostBytes, MemoryBudget.Share memory) {
        if (body.length > 2 && (body[0] & 0xff) == MAGIC && (body[1] & 0xff) == MAGIC_NEXT) {
            long inflated = inflatedLength(mostBytes);
            if (inflated > mostBytes) {
                return refused(ServerErrors.bodyTooLarge(mostBytes));
            }
            if (!memory.take(inflated)) {
                return Optional.of(ServerErrors.overloaded(Provider.standard()));
            }
        }
        return AdminGuard.isAdmin(Request.getPathInContext(request)) ? schemaRefusal() : Optional.empty();
    }

    /** How long the body is, inflated; more than the most when it goes beyond that. */
    private long inflatedLength(long mostBytes) {
        long length = 0;
        byte[] piece = new byte[8_192];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int read = in.read(piece); read >= 0 && length <= mostBytes; read = in.read(piece)) {
                length += read;
            }
        } catch (IOException e) {
            // WireMock says what is wrong with it
            return length;
        }
        return length;
    }

    private Optional<RenderedResponse> schemaRefusal() {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.contains(StubRules.SCHEMA)) {
            return Optional.empty();
        }
        try {
            return StubRules.outsideReference(Json.parse(text))
                    .flatMap(fault -> refused(ServerErrors.failure(422, fault + ".")));
        } catch (JsonProcessingException e) {
            return refused(ServerErrors.failure(422, "This is not JSON: " + e.getOriginalMessage()));
        }
    }

    private static Optional<RenderedResponse> refused(ApiError error) {
        return Optional.of(ServerErrors.renderAndClose(error, Provider.standard()));
    }
}
