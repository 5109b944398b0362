package dev.cannery.response;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ErrorCatalogue;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders what goes wrong. */
final class BrokenBodies {
    private static final ApiError ERROR = ErrorCatalogue.named("server_error").orElseThrow();

    private BrokenBodies() {}

    static RenderedResponse render(CannedFault fault) {
        Body.Ending ending = switch (fault.kind()) {
            case RESET -> Body.Ending.RESET;
            case EMPTY -> Body.Ending.CLOSE;
            case GARBAGE -> Body.Ending.GARBAGE;
            case TIMEOUT -> Body.Ending.STALL;
        };
        // the status goes nowhere but into the journal
        return new RenderedResponse(200, Map.of(), new Body.Broken(null, ending), fault.delay());
    }

    /** The frames of a sound stream up to the break, and what comes instead of the others. */
    static Body broken(List<SseFrame> frames, CannedFault.Break fault) {
        int kept = Math.min(fault.afterChunks(), frames.size() - 1);
        List<SseFrame> first = frames.subList(0, kept);
        SseFrame next = frames.get(kept);
        return switch (fault.kind()) {
            case RESET -> new Body.Broken(first, Body.Ending.RESET);
            case STALL -> new Body.Broken(first, Body.Ending.STALL);
            case GARBAGE -> new Body.Broken(first, Body.Ending.GARBAGE);
            case HALF_EVENT -> new Body.Broken(with(first, half(next)), Body.Ending.CLOSE);
            case ERROR_EVENT -> new Body.Framed(with(first, new SseFrame(errorEvent(), next.due())));
            case NO_DONE -> new Body.Framed(first);
        };
    }

    private static List<SseFrame> with(List<SseFrame> first, SseFrame last) {
        List<SseFrame> all = new ArrayList<>(first);
        all.add(last);
        return all;
    }

    private static SseFrame half(SseFrame frame) {
        ByteBuffer bytes = frame.bytes();
        return new SseFrame(bytes.slice(bytes.position(), bytes.remaining() / 2), frame.due());
    }

    private static ByteBuffer errorEvent() {
        String event = "data: " + Json.compact(ERROR.toJson()) + "\n\n";
        return ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8));
    }
}
