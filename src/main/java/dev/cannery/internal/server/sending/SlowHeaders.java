package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/** Slowly sent headers, as bytes of HTTP/1.1: the status line at once, the headers byte by byte, then the body. */
final class SlowHeaders {
    private SlowHeaders() {}

    /**
     * Returns the bytes of a response.
     *
     * @param fields all headers except Content-Length
     */
    static List<SseFrame> frames(RenderedResponse answer, HttpFields fields) {
        Duration start = answer.delay().fixed();
        Duration end = start.plus(answer.headerTime());
        List<SseFrame> frames = new ArrayList<>();
        frames.add(new SseFrame(ascii(statusLine(answer)), start));
        byte[] headers = headers(answer, fields).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < headers.length; i++) {
            Duration due = start.plus(answer.headerTime().multipliedBy(i + 1L).dividedBy(headers.length));
            frames.add(new SseFrame(ByteBuffer.wrap(headers, i, 1).slice(), due));
        }
        if (answer.body() instanceof Body.Whole whole) {
            frames.add(new SseFrame(whole.bytes(), end));
        } else if (answer.body() instanceof Body.Framed framed) {
            framed.frames()
                    .forEach(frame -> frames.add(
                            new SseFrame(frame.bytes(), frame.due().compareTo(end) > 0 ? frame.due() : end)));
        }
        return frames;
    }

    private static String statusLine(RenderedResponse answer) {
        return "HTTP/1.1 " + answer.status() + " " + HttpStatus.getMessage(answer.status()) + "\r\n";
    }

    private static String headers(RenderedResponse answer, HttpFields fields) {
        StringBuilder headers = new StringBuilder();
        for (HttpField field : fields) {
            headers.append(field.getName())
                    .append(": ")
                    .append(field.getValue())
                    .append("\r\n");
        }
        if (answer.body() instanceof Body.Whole whole) {
            headers.append("content-length: ").append(whole.bytes().remaining()).append("\r\n");
        }
        return headers.append("connection: close\r\n\r\n").toString();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
