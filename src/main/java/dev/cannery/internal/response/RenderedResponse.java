package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.Delay;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A response ready to be sent.
 *
 * @param status the HTTP status
 * @param headers the headers in sending order, names in lower case, {@code content-type} included
 * @param body the body
 * @param delay how long to delay the headers; the due times of frames count from the request, not from the headers
 * @param headerTime how long the headers take from the status line to the blank line; zero to send them at once
 */
public record RenderedResponse(int status, Map<String, String> headers, Body body, Delay delay, Duration headerTime) {
    public RenderedResponse {
        // Not Map.copyOf, which forgets the order.
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Creates a response whose headers are sent at once. */
    public RenderedResponse(int status, Map<String, String> headers, Body body, Delay delay) {
        this(status, headers, body, delay, Duration.ZERO);
    }

    /**
     * Returns the same response with one header added or replaced.
     *
     * @param name the header's name in lower case
     */
    public RenderedResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RenderedResponse(status, more, body, delay, headerTime);
    }

    /** Whether the fault applies to this form of response. */
    public boolean canHave(CannedFault.Break fault) {
        return (body instanceof Body.Framed && fault.kind().canHappenTo(true))
                || (body instanceof Body.Whole && fault.kind().canHappenTo(false));
    }

    /** Returns the same response with the fault injected, or this response when the fault does not apply to its form. */
    public RenderedResponse withFault(CannedFault.Break fault, AnswerStyle style) {
        return new Breakage(fault, style).inject(this);
    }

    /** Returns the same response, delayed as a whole by this time. */
    public RenderedResponse later(Duration time) {
        Delay more = new Delay(delay.fixed().plus(time), delay.perConcurrent());
        return new RenderedResponse(status, headers, body.later(time), more, headerTime);
    }

    /**
     * Returns the same stream without its first events.
     *
     * @param last the number of the last event to leave out, counted from 0; -1 for none
     */
    public RenderedResponse after(int last) {
        if (!(body instanceof Body.Framed framed)) {
            return this;
        }
        List<SseFrame> frames = framed.frames();
        int from = (int) Math.max(0, Math.min(frames.size(), last + 1L));
        return withBody(new Body.Framed(frames.subList(from, frames.size())));
    }

    RenderedResponse withBody(Body other) {
        return new RenderedResponse(status, headers, other, delay, headerTime);
    }

    RenderedResponse withSlowHeaders(Duration time) {
        return new RenderedResponse(status, headers, body, delay, time);
    }
}
