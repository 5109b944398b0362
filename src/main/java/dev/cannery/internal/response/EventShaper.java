package dev.cannery.internal.response;

import dev.cannery.LineEnd;
import dev.cannery.internal.contract.Pacing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rewrites the events of a stream in a less usual but valid form, to exercise a client's SSE parser. */
final class EventShaper {
    private static final Duration INSIDE_CHARACTER = Duration.ofMillis(1);

    private final Pacing.EventForm form;
    private final SseFrame heartbeat;
    private final List<SseFrame> shaped = new ArrayList<>();

    private EventShaper(Pacing.EventForm form) {
        this.form = form;
        this.heartbeat =
                new SseFrame(ByteBuffer.wrap(": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII)), Duration.ZERO);
    }

    /**
     * Returns the body with its events in this form. A body that is not a stream is returned unchanged.
     *
     * @param from when the first byte of the response is due
     */
    static Body shape(Body body, Pacing.EventForm form, Duration from) {
        if (form.equals(Pacing.EventForm.USUAL)) {
            return body;
        }
        if (body instanceof Body.Framed framed) {
            return new Body.Framed(shape(framed.frames(), form, from));
        }
        return body instanceof Body.Broken broken && broken.frames() != null
                ? new Body.Broken(shape(broken.frames(), form, from), broken.ending())
                : body;
    }

    private static List<SseFrame> shape(List<SseFrame> frames, Pacing.EventForm form, Duration from) {
        EventShaper shaper = new EventShaper(form);
        Duration last = from;
        for (SseFrame frame : frames) {
            shaper.addHeartbeats(last, frame.due());
            shaper.add(frame);
            last = frame.due();
        }
        return shaper.shaped;
    }

    private void addHeartbeats(Duration last, Duration next) {
        boolean isBetweenEvents =
                shaped.isEmpty() || shaped.get(shaped.size() - 1).endsLine();
        if (form.heartbeat().isZero() || !isBetweenEvents) {
            return;
        }
        for (Duration due = last.plus(form.heartbeat()); due.compareTo(next) < 0; due = due.plus(form.heartbeat())) {
            shaped.add(new SseFrame(withLineEnds(heartbeat.bytes()), due));
        }
    }

    private void add(SseFrame frame) {
        ByteBuffer bytes = withLineEnds(frame.bytes());
        int inside = form.splitsCharacters() ? insideCharacter(bytes) : 0;
        if (inside == 0) {
            shaped.add(new SseFrame(bytes, later(frame.due())));
            return;
        }
        shaped.add(new SseFrame(bytes.slice(0, inside), later(frame.due())));
        shaped.add(new SseFrame(
                bytes.slice(inside, bytes.remaining() - inside),
                later(frame.due().plus(INSIDE_CHARACTER))));
    }

    /** Returns when a frame is due, but never before the previous frame. */
    private Duration later(Duration due) {
        Duration previous =
                shaped.isEmpty() ? due : shaped.get(shaped.size() - 1).due();
        return previous.compareTo(due) > 0 ? previous : due;
    }

    private ByteBuffer withLineEnds(ByteBuffer bytes) {
        if (form.lineEnd() == LineEnd.LF) {
            return bytes.slice();
        }
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        return ByteBuffer.wrap(text.replace("\n", form.lineEnd().characters()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the position after the first byte of the first multi-byte character; 0 when there is none. */
    private static int insideCharacter(ByteBuffer bytes) {
        for (int i = 0; i < bytes.remaining(); i++) {
            if (bytes.get(bytes.position() + i) < 0) {
                return i + 1;
            }
        }
        return 0;
    }
}
