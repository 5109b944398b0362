package dev.cannery.internal.server.stub;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.servlet.BodyChunker;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.journal.ServeEvents;
import dev.cannery.internal.server.provider.ProviderHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/**
 * Converts the response of a WireMock stub to an answer. Stubs may violate HTTP in ways that Jetty does not send by
 * itself.
 */
public final class StubResponse {
    private static final int OK = 200;
    private static final int LAST_STATUS = 999;
    /** Reserved for the headers that the server adds. */
    private static final int OTHER_HEADERS = 1_024;
    /** Statuses of responses without a body. */
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    private final Response response;
    private final boolean isHead;
    private final Duration delay;

    /** Creates a converter for the response to a request with this method. */
    public StubResponse(Response response, String method) {
        this.response = response;
        this.isHead = HttpMethod.HEAD.is(method);
        this.delay = Duration.ofMillis(response.getInitialDelay());
    }

    /**
     * Returns the answer.
     *
     * @param event WireMock's record of the exchange
     * @throws IllegalArgumentException if the response cannot be sent over HTTP; the message is a sentence about the
     * stub
     */
    public Answer toAnswer(ServeEvent event) {
        Answer.Cause cause = new Answer.Cause.Stubbed(ServeEvents.redacted(event));
        Fault fault = response.getFault();
        if (fault != null) {
            // Jetty's fault injector sends this one with status 200 and without headers
            int status = fault == Fault.MALFORMED_RESPONSE_CHUNK ? OK : response.getStatus();
            return answer(cause, status, HttpFields.EMPTY, broken(fault));
        }
        int status = response.getStatus();
        if (status < OK || status > LAST_STATUS) {
            throw new IllegalArgumentException("its status is " + status
                    + ", which is not the status of a final response. Use one from 200 to 999.");
        }
        HttpFields.Mutable headers = HttpFields.build();
        response.getHeaders()
                .all()
                .forEach(header -> header.values().forEach(value -> headers.add(header.key(), value)));
        checkSize(headers);
        if (WITHOUT_BODY.contains(status)) {
            headers.remove(HttpHeader.CONTENT_LENGTH);
            headers.remove(HttpHeader.TRANSFER_ENCODING);
            return answer(cause, status, headers, new Body.Whole(ByteBuffer.allocate(0)));
        }
        return answer(cause, status, headers, body(headers));
    }

    private Answer answer(Answer.Cause cause, int status, HttpFields headers, Body body) {
        return Answer.because(
                cause,
                new RenderedResponse(status, Map.of(), body, Delay.of(delay)),
                new ProviderHeaders(headers.asImmutable(), false, null));
    }

    /** Rejects too many headers, because Jetty closes the whole connection then over HTTP/2. */
    private static void checkSize(HttpFields headers) {
        long size = headers.stream()
                .mapToLong(header -> header.getName().length()
                        + String.valueOf(header.getValue()).length())
                .sum();
        int most = FrontServer.HEADER_BYTES - OTHER_HEADERS;
        if (size > most) {
            throw new IllegalArgumentException("its headers have " + size + " bytes; the maximum is " + most + ".");
        }
    }

    private Body broken(Fault fault) {
        return switch (fault) {
            case CONNECTION_RESET_BY_PEER -> new Body.Broken(null, Body.Ending.RESET);
            case EMPTY_RESPONSE -> new Body.Broken(null, Body.Ending.CLOSE);
            // headers alone would be a valid response to a HEAD
            case MALFORMED_RESPONSE_CHUNK -> new Body.Broken(isHead ? null : List.of(), Body.Ending.GARBAGE);
            case RANDOM_DATA_THEN_CLOSE -> new Body.Broken(null, Body.Ending.GARBAGE);
        };
    }

    /** Returns the body. If Content-Length announces more than it has, the connection ends after it. */
    private Body body(HttpFields headers) {
        byte[] bytes = response.getBody() == null ? new byte[0] : response.getBody();
        long announced = announced(headers, bytes.length);
        if (isHead) {
            return new Body.Whole(ByteBuffer.wrap(announced == bytes.length ? bytes : new byte[0]));
        }
        if (announced < bytes.length) {
            throw new IllegalArgumentException(
                    "its Content-Length is " + announced + ", but its body has " + bytes.length + " bytes.");
        }
        boolean isDribbled = response.shouldAddChunkedDribbleDelay() && bytes.length > 0;
        if (announced == bytes.length && !isDribbled) {
            return new Body.Whole(ByteBuffer.wrap(bytes));
        }
        List<SseFrame> frames = isDribbled ? dribbled(bytes) : List.of(new SseFrame(ByteBuffer.wrap(bytes), delay));
        return announced == bytes.length ? new Body.Framed(frames) : new Body.Broken(frames, Body.Ending.CLOSE);
    }

    private static long announced(HttpFields headers, int length) {
        List<String> values = headers.getValuesList(HttpHeader.CONTENT_LENGTH);
        if (values.isEmpty()) {
            return length;
        }
        String value = String.join(", ", values);
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "its Content-Length is '" + value + "', which is not a whole number of 0 or more.");
        }
        return Long.parseLong(value);
    }

    private List<SseFrame> dribbled(byte[] bytes) {
        ChunkedDribbleDelay dribble = response.getChunkedDribbleDelay();
        byte[][] chunks = BodyChunker.chunkBody(bytes, dribble.getNumberOfChunks());
        List<SseFrame> frames = new ArrayList<>();
        for (byte[] chunk : chunks) {
            long millis = (long) dribble.getTotalDuration() / chunks.length * (frames.size() + 1);
            frames.add(new SseFrame(ByteBuffer.wrap(chunk), delay.plusMillis(millis)));
        }
        return frames;
    }
}
