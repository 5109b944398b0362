package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fault to be injected into a valid response.
 *
 * @param fault the fault
 * @param style how the provider's errors look
 */
record Breakage(CannedFault.Break fault, AnswerStyle style) {
    private static final String LENGTH = "content-length";
    private static final String TYPE = "content-type";
    private static final int MAX_SLICES = 100;
    private static final ApiError ERROR = new ApiError(
            500,
            "server_error",
            null,
            null,
            "The server had an error while processing your request. Sorry about that!");

    /** Returns the valid response with the fault injected, or unchanged when the fault does not apply to its form. */
    RenderedResponse inject(RenderedResponse valid) {
        if (valid.body() instanceof Body.Framed framed && fault.kind().canHappenTo(true)) {
            return stream(valid, framed.frames());
        }
        if (valid.body() instanceof Body.Whole whole && fault.kind().canHappenTo(false)) {
            return whole(valid, whole.bytes());
        }
        return valid;
    }

    private RenderedResponse whole(RenderedResponse valid, ByteBuffer bytes) {
        String length = String.valueOf(bytes.remaining());
        ByteBuffer half = bytes.slice(bytes.position(), bytes.remaining() / 2);
        return switch (fault.kind()) {
            case TRUNCATED_JSON -> valid.withBody(new Body.Whole(half));
            case HALF_BODY ->
                valid.withHeader(LENGTH, length)
                        .withBody(new Body.Broken(
                                List.of(new SseFrame(half, valid.delay().fixed())), Body.Ending.CLOSE));
            case WRONG_CONTENT_TYPE -> valid.withHeader(TYPE, "text/plain; charset=utf-8");
            case SLOW_HEADERS -> valid.withSlowHeaders(fault.over());
            case SLOW_BODY ->
                valid.withHeader(LENGTH, length)
                        .withBody(new Body.Framed(slices(bytes, valid.delay().fixed())));
            default -> throw new AssertionError("fault not applicable to a response sent whole: " + fault.kind());
        };
    }

    private RenderedResponse stream(RenderedResponse valid, List<SseFrame> frames) {
        boolean isOfResponses = EventFaults.isOne(frames);
        boolean isReindexed =
                fault.kind() == BreakKind.DUPLICATE_TOOL_INDEX || fault.kind() == BreakKind.MISSING_TOOL_INDEX;
        if (isOfResponses && isReindexed) {
            return valid.withBody(
                    new Body.Framed(new EventFaults(frames).reindexed(fault.kind() == BreakKind.MISSING_TOOL_INDEX)));
        }
        int sent = isOfResponses ? new EventFaults(frames).sentBefore(fault.afterChunks()) : fault.afterChunks();
        if (isOfResponses && fault.kind() == BreakKind.ERROR_EVENT) {
            return valid.withBody(new Body.Framed(new EventFaults(frames).failed(sent, error(style))));
        }
        return switch (fault.kind()) {
            case TRUNCATED_JSON ->
                valid.withBody(new Body.Framed(
                        truncated(frames, isOfResponses ? frames.size() - 1 : frames.size() - 2, sent)));
            case DUPLICATE_TOOL_INDEX ->
                valid.withBody(new Body.Framed(rewritten(frames, call -> call.put("index", 0))));
            case MISSING_TOOL_INDEX -> valid.withBody(new Body.Framed(rewritten(frames, call -> call.remove("index"))));
            case WRONG_CONTENT_TYPE -> valid.withHeader(TYPE, "text/html; charset=utf-8");
            case SLOW_HEADERS -> valid.withSlowHeaders(fault.over());
            case SLOW_BODY ->
                valid.withBody(
                        new Body.Framed(slices(joined(frames), valid.delay().fixed())));
            default -> valid.withBody(interrupted(frames, sent));
        };
    }

    /** Returns the frames before the break, followed by what replaces the rest. */
    private Body interrupted(List<SseFrame> frames, int sent) {
        int kept = Math.min(sent, frames.size() - 1);
        List<SseFrame> first = frames.subList(0, kept);
        SseFrame next = frames.get(kept);
        return switch (fault.kind()) {
            case RESET -> new Body.Broken(first, Body.Ending.RESET);
            case STALL -> new Body.Broken(first, Body.Ending.STALL);
            case GARBAGE -> new Body.Broken(first, Body.Ending.GARBAGE);
            case HALF_EVENT -> new Body.Broken(with(first, half(next)), Body.Ending.CLOSE);
            case ERROR_EVENT -> new Body.Framed(with(first, next.with(errorEvent())));
            case NO_DONE -> new Body.Framed(first);
            default -> throw new AssertionError("fault not applicable to a stream: " + fault.kind());
        };
    }

    private static List<SseFrame> with(List<SseFrame> first, SseFrame last) {
        List<SseFrame> all = new ArrayList<>(first);
        all.add(last);
        return all;
    }

    private static SseFrame half(SseFrame frame) {
        ByteBuffer bytes = frame.bytes();
        return frame.with(bytes.slice(bytes.position(), bytes.remaining() / 2));
    }

    /** Returns the stream with the JSON of one event cut in half; never {@code [DONE]}, which is not JSON. */
    private static List<SseFrame> truncated(List<SseFrame> frames, int last, int sent) {
        int index = Math.max(0, Math.min(sent, last));
        List<SseFrame> all = new ArrayList<>(frames);
        String json = frames.get(index).data();
        int middle = json.offsetByCodePoints(0, json.codePointCount(0, json.length()) / 2);
        all.set(index, frames.get(index).withData(json.substring(0, middle)));
        return all;
    }

    private static List<SseFrame> rewritten(List<SseFrame> frames, Consumer<ObjectNode> change) {
        return frames.stream().map(frame -> rewritten(frame, change)).toList();
    }

    private static SseFrame rewritten(SseFrame frame, Consumer<ObjectNode> change) {
        if (!frame.data().startsWith("{")) {
            return frame;
        }
        JsonNode chunk = parse(frame.data());
        for (JsonNode choice : chunk.path("choices")) {
            for (JsonNode call : choice.path("delta").path("tool_calls")) {
                change.accept((ObjectNode) call);
            }
        }
        return frame.withData(Json.compact(chunk));
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a generated chunk is not valid JSON: " + json, e);
        }
    }

    /** Splits the bytes into slices of equal size, sent over the time of the fault. */
    private List<SseFrame> slices(ByteBuffer bytes, Duration from) {
        int count = Math.max(1, Math.min(MAX_SLICES, bytes.remaining()));
        List<SseFrame> slices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = (int) ((long) bytes.remaining() * i / count);
            int end = (int) ((long) bytes.remaining() * (i + 1) / count);
            slices.add(new SseFrame(
                    bytes.slice(bytes.position() + start, end - start),
                    from.plus(fault.over().multipliedBy(i).dividedBy(Math.max(1, count - 1)))));
        }
        return slices;
    }

    private static ByteBuffer joined(List<SseFrame> frames) {
        ByteBuffer all =
                ByteBuffer.allocate(frames.stream().mapToInt(SseFrame::size).sum());
        frames.forEach(frame -> frame.putInto(all));
        return all.flip();
    }

    private ByteBuffer errorEvent() {
        return StandardCharsets.UTF_8.encode(style.forms().framing().errorEvent(Json.compact(errorBody(style))));
    }

    /** Returns the body of the error that the provider has for a failure of its own. */
    static JsonNode errorBody(AnswerStyle style) {
        return style.errors()
                .inStream()
                .map(named -> style.errorBody(named, named.error()))
                .orElseGet(() -> style.errorBody(ERROR));
    }

    private static ApiError error(AnswerStyle style) {
        return style.errors().inStream().map(NamedError::error).orElse(ERROR);
    }
}
