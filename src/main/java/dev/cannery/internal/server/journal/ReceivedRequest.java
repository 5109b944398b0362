package dev.cannery.internal.server.journal;

import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.TreeSize;
import dev.cannery.internal.chat.responses.ReferredItems;
import dev.cannery.internal.wire.Secrets;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as the journal stores it.
 *
 * @param method the HTTP method
 * @param url path and query, redacted
 * @param headers the headers, redacted
 * @param body the body as received; read-only, to be duplicated before reading
 * @param referred what the ids in the body stand for, null for nothing
 * @param client the address of the client
 * @param at when the body had been read
 * @param nanoTime the same moment by {@link System#nanoTime()}
 */
public record ReceivedRequest(
        String method,
        String url,
        HttpFields headers,
        ByteBuffer body,
        @Nullable ReferredItems referred,
        SocketAddress client,
        Instant at,
        long nanoTime) {
    public static ReceivedRequest of(Request request, byte[] body, @Nullable ReferredItems referred, long nanoTime) {
        return new ReceivedRequest(
                request.getMethod(),
                Secrets.redactAddress(request.getHttpURI().getPathQuery()),
                Redaction.headers(request.getHeaders()),
                ByteBuffer.wrap(body).asReadOnlyBuffer(),
                referred,
                request.getConnectionMetaData().getRemoteSocketAddress(),
                Instant.now(),
                nanoTime);
    }

    public Map<String, String> headerMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (HttpField field : headers) {
            map.merge(field.getName(), field.getValue(), (first, next) -> first + ", " + next);
        }
        return map;
    }

    public String host() {
        String host = headers.get(HttpHeader.HOST);
        return host == null ? "localhost" : host;
    }

    public String clientIp() {
        return client instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "";
    }

    public RecordedRequest toRecorded() {
        return new RecordedRequest(
                method,
                url,
                headerMap(),
                StandardCharsets.UTF_8.decode(body.duplicate()).toString(),
                referred == null ? Map.of() : referred.toText());
    }

    /** Returns about how many bytes of memory it takes. */
    long weight() {
        long items = referred == null
                ? 0
                : referred.found().stream()
                        .mapToLong(item -> TreeSize.of(item).bytes())
                        .sum();
        return body.remaining() + items;
    }
}
