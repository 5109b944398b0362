package dev.cannery.internal.record;

import dev.cannery.internal.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Decompresses answers of providers that compress although the request does not accept that. */
final class Decompression {
    private static final String ENCODING = "content-encoding";

    private Decompression() {}

    /**
     * Returns a call with a readable answer. The times of its parts are lost if it is compressed.
     *
     * @throws RecordingException if the compression is unknown, or the answer is damaged
     */
    static RecordedCall of(RecordedCall call) {
        String encoding = call.responseHeaders()
                .getOrDefault(ENCODING, "")
                .toLowerCase(Locale.ROOT)
                .strip();
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return call;
        }
        byte[] body = plain(encoding, call.body());
        Duration end =
                call.arrivals().stream().map(RecordedCall.Arrival::at).reduce(Duration.ZERO, (before, last) -> last);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.responseHeaders());
        headers.remove(ENCODING);
        return new RecordedCall(
                call.place(),
                call.method(),
                call.url(),
                call.requestHeaders(),
                call.request(),
                call.status(),
                headers,
                List.of(new RecordedCall.Arrival(end, body)),
                call.isComplete());
    }

    private static byte[] plain(String encoding, byte[] body) {
        try {
            return switch (encoding) {
                case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(body)));
                case "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(body)));
                default ->
                    throw new RecordingException("the answer is compressed with '" + encoding
                            + "', although the request does not accept that");
            };
        } catch (IOException e) {
            throw new RecordingException("the answer is compressed with '" + encoding + "' and damaged");
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Json.MAX_BYTES + 1);
        if (bytes.length > Json.MAX_BYTES) {
            throw new RecordingException("the answer is larger than " + (Json.MAX_BYTES >> 20) + " MiB");
        }
        return bytes;
    }
}
