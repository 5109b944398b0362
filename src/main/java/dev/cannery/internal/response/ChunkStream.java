package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.StreamForm;
import dev.cannery.internal.chat.style.StreamForm.UsagePlace;
import dev.cannery.internal.chat.style.StreamForm.UsageTime;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of a stream as SSE events in their provider's form.
 *
 * The members around the choices are the same in most chunks of a stream, so they are written once for each of the few
 * kinds.
 */
final class ChunkStream {
    private static final byte[] NOTHING = {};
    /** Marks for the place of the choice and for the letters that hide its length: bytes that JSON text cannot contain. */
    private static final byte CHOICE_MARK = 1;

    private static final byte PADDING_MARK = 2;
    private static final int PADDING_UNIT = 16;

    private final AnswerForm form;
    private final StreamForm.Framing framing;
    private final Values values;
    private final @Nullable CannedUsage usage;
    private final boolean isAsked;
    private final @Nullable DerivedIds padding;
    private final Map<Circumstances, Around> known = new HashMap<>();

    /**
     * Creates a stream with this origin.
     *
     * @param usage the token counts; null if nothing reports them
     * @param isAsked whether the request asks for usage
     * @param padding derives the letters that hide the length of a chunk's text; null to hide nothing
     */
    ChunkStream(
            Origin origin,
            AnswerForm form,
            @Nullable CannedUsage usage,
            boolean isAsked,
            @Nullable DerivedIds padding) {
        this.form = form;
        this.framing = form.stream().framing();
        this.values = origin.values().hold(Condition.ASKED, isAsked).hold(Condition.STREAMED, true);
        this.usage = usage;
        this.isAsked = isAsked;
        this.padding = padding;
    }

    /** Returns the values around the choices of a stream's chunks, with the usage if the form has it in a choice. */
    static Scene choiceScene(Origin origin, AnswerForm form, @Nullable CannedUsage usage) {
        Values values = origin.values();
        if (usage == null || !form.stream().usage().containsKey(UsagePlace.CHOICE)) {
            return values;
        }
        UsageScene counts = new UsageScene(values, usage, form);
        values.put(Slot.USAGE, counts.writing());
        return counts;
    }

    /** Whether a stream of this form reports its usage, or a count of tokens, anywhere. */
    static boolean reportsUsage(StreamForm form, boolean isAsked) {
        return form.usage().values().stream().anyMatch(time -> time.holds(isAsked))
                || Slot.COUNTS.stream().anyMatch(form.chunk()::mentions);
    }

    /**
     * Returns the frames of the whole stream: the preamble, these chunks, and the end, which is due with the last of them.
     *
     * @param delay when the preamble is due
     * @param choices the choices that the chunks add up to
     */
    List<SseFrame> frames(Chunks chunks, Duration delay, List<RenderedChoice> choices) {
        boolean inParallel =
                choices.size() == 1 && choices.get(0).message().toolCalls().size() > 1;
        for (RenderedChoice choice : choices) {
            values.hold(Condition.CALLS, !choice.message().toolCalls().isEmpty());
        }
        Around[] around = around(chunks, inParallel);
        return chunks.framed(
                beginning(delay),
                chunk -> around[chunk].head(),
                (chunk, length) -> around[chunk].tail(padding, chunk, length),
                ending(chunks.end(), around.length));
    }

    /** Returns the comments and the preamble, which come before the chunks. */
    private List<SseFrame> beginning(Duration delay) {
        List<SseFrame> before = new ArrayList<>();
        for (String comment : framing.comments()) {
            before.add(SseFrame.of(NOTHING, bytes(comment + eventEnd()), NOTHING, delay));
        }
        Template preamble = form.stream().preamble();
        if (preamble != null) {
            byte[] json = Json.write(Json.Layout.COMPACT, out -> preamble.write(out, values));
            before.add(SseFrame.of(NOTHING, event(new String(json, StandardCharsets.UTF_8)), NOTHING, delay));
        }
        return before;
    }

    /** Returns the bytes around the choice of each chunk; chunks that the form does not tell apart share them. */
    private Around[] around(Chunks chunks, boolean inParallel) {
        int finish = chunks.last(Delta.Kind.FINISH);
        int again = chunks.last(Delta.Kind.AGAIN);
        boolean hasFirst = form.stream().chunk().dependsOn(Condition.FIRST)
                && form.stream().preamble() == null;
        // where each chunk reports usage, that of the last one is complete
        boolean hasFinish = form.stream().chunk().dependsOn(Condition.FINISH)
                || reports(UsagePlace.FINISH)
                || reports(UsagePlace.EVERY);
        boolean hasEarly = inParallel && form.stream().chunk().dependsOn(Condition.EARLY);
        Circumstances last = null;
        Around[] around = new Around[chunks.elements().size()];
        for (int i = 0; i < around.length; i++) {
            Circumstances when = new Circumstances(
                    hasFirst && i == 0,
                    hasEarly && i < finish,
                    hasFinish && i == finish,
                    i == again,
                    false,
                    running(i));
            around[i] = last != null && when.equals(last) ? around[i - 1] : around(when);
            last = when;
        }
        return around;
    }

    /** Returns the number of tokens reported up to this chunk if each chunk reports them; otherwise 0. */
    private int running(int chunk) {
        return reports(UsagePlace.EVERY) ? chunk + 1 : 0;
    }

    private boolean reports(UsagePlace place) {
        UsageTime time = form.stream().usage().get(place);
        return time != null && time.holds(isAsked);
    }

    /** Returns the chunks after the last delta. */
    private List<SseFrame> ending(Duration due, int chunks) {
        List<SseFrame> ending = new ArrayList<>();
        if (reports(UsagePlace.OWN)) {
            Around around = around(new Circumstances(false, false, false, false, true, 0));
            ending.add(SseFrame.of(around.head(), NOTHING, around.tail(padding, chunks, 0), due));
        }
        if (framing.isDone()) {
            ending.add(SseFrame.of(NOTHING, event(SseEvent.DONE), NOTHING, due));
        }
        return ending;
    }

    /**
     * The conditions that determine the members around the choices of a chunk.
     *
     * @param isFirst whether it is the first chunk
     * @param isEarly whether it has a call of several, and comes before the finish reason
     * @param isFinish whether it has the last finish reason
     * @param isAgain whether it repeats the last finish reason
     * @param isEnd whether it comes after all choices
     * @param tokens how many tokens it reports of all, 0 for all of them
     */
    private record Circumstances(
            boolean isFirst, boolean isEarly, boolean isFinish, boolean isAgain, boolean isEnd, int tokens) {}

    private Around around(Circumstances when) {
        return known.computeIfAbsent(when, this::write);
    }

    private Around write(Circumstances when) {
        Values of = new Values(values)
                .hold(Condition.FIRST, when.isFirst())
                .hold(Condition.EARLY, when.isEarly())
                .hold(Condition.FINISH, when.isFinish())
                .hold(Condition.AGAIN, when.isAgain())
                .hold(Condition.END, when.isEnd())
                .put(Slot.CHOICES, (Json.Writing) out -> {
                    out.writeStartArray();
                    if (!when.isEnd()) {
                        out.writeRawValue(String.valueOf((char) CHOICE_MARK));
                    } else if (form.stream().deltas().end() != null) {
                        new Delta(form.stream().deltas().end(), values, null, null, Delta.Kind.OTHER)
                                .writeTo(out, 0, form.stream().choice());
                    }
                    out.writeEndArray();
                });
        if (padding != null) {
            of.put(Slot.OBFUSCATION, (Json.Writing) out -> out.writeRawValue("\"" + (char) PADDING_MARK + "\""));
        }
        Scene scene = of;
        if (usage != null) {
            boolean reports = when.isEnd()
                    || reports(UsagePlace.EVERY)
                    || (when.isFinish() && reports(UsagePlace.FINISH))
                    || (when.isAgain() && reports(UsagePlace.AGAIN));
            UsageScene counts = new UsageScene(of, soFar(usage, when), form);
            of.put(Slot.USAGE, reports ? counts.writing() : null);
            scene = counts;
        }
        Scene written = scene;
        byte[] json =
                Json.write(Json.Layout.COMPACT, out -> form.stream().chunk().write(out, written));
        return Around.of(prefix(), json, eventEnd());
    }

    private static CannedUsage soFar(CannedUsage usage, Circumstances when) {
        if (when.tokens() == 0 || when.isFinish() || when.isAgain()) {
            return usage;
        }
        int tokens = Math.min(when.tokens(), usage.completionTokens());
        return new CannedUsage(
                usage.promptTokens(), tokens, Math.min(tokens, usage.reasoningTokens()), usage.cachedTokens());
    }

    private String prefix() {
        return framing.hasSpace() ? "data: " : "data:";
    }

    private String eventEnd() {
        return framing.lineEnd().characters().repeat(2);
    }

    private byte[] event(String data) {
        return bytes(prefix() + data + eventEnd());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The bytes around the choice of a chunk.
     *
     * @param head the bytes before the choice; empty if the chunk has no choice
     * @param tail the bytes after the choice, without the letters that hide its length; the whole chunk if it has no choice
     * @param paddingAt the position of these letters in the tail; -1 if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    private record Around(byte[] head, byte[] tail, int paddingAt) {
        static Around of(String prefix, byte[] json, String end) {
            byte[] start = bytes(prefix);
            byte[] stop = bytes(end);
            int choice = indexOf(CHOICE_MARK, json, 0);
            int headLength = choice < 0 ? 0 : choice;
            int tailFrom = choice < 0 ? 0 : choice + 1;
            byte[] head = ByteBuffer.allocate(start.length + headLength)
                    .put(start)
                    .put(json, 0, headLength)
                    .array();
            int padding = indexOf(PADDING_MARK, json, tailFrom);
            ByteBuffer tail = ByteBuffer.allocate(json.length - tailFrom + stop.length - (padding < 0 ? 0 : 1));
            if (padding < 0) {
                tail.put(json, tailFrom, json.length - tailFrom);
            } else {
                tail.put(json, tailFrom, padding - tailFrom).put(json, padding + 1, json.length - padding - 1);
            }
            return new Around(head, tail.put(stop).array(), padding < 0 ? -1 : padding - tailFrom);
        }

        private static int indexOf(byte mark, byte[] json, int from) {
            for (int i = from; i < json.length; i++) {
                if (json[i] == mark) {
                    return i;
                }
            }
            return -1;
        }

        /** Returns the tail with letters, so that the length of a chunk shows the length of its text only roughly. */
        byte[] tail(@Nullable DerivedIds letters, int chunk, int length) {
            if (letters == null || paddingAt < 0) {
                return tail;
            }
            int missing = PADDING_UNIT - length % PADDING_UNIT;
            ByteBuffer padded = ByteBuffer.allocate(tail.length + missing).put(tail, 0, paddingAt);
            letters.pad(padded.array(), paddingAt, missing, chunk);
            return padded.position(paddingAt + missing)
                    .put(tail, paddingAt, tail.length - paddingAt)
                    .array();
        }
    }
}
