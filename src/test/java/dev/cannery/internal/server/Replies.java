package dev.cannery.internal.server;

import dev.cannery.TestWords;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.source.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Answers made by hand, so that the engine is tested without the renderer. */
final class Replies {
    static final String PATH = "/v1/chat/completions";

    /** What the answers made by hand say they come from. */
    private static final Match BY_HAND = new Match(
            TestWords.interaction(
                    "by hand",
                    SourceLocation.CODE,
                    RequestPattern.of(List.of()),
                    List.of(CannedCompletion.ofText("by hand"))),
            0);

    private Replies() {}

    static Answer json(String body) {
        return json(body, Duration.ZERO);
    }

    static Answer json(String body, Duration delay) {
        return answer(new RenderedResponse(
                200, Map.of("content-type", "application/json"), new Body.Whole(bytes(body)), Delay.of(delay)));
    }

    /** A stream of frames {@code data: 0}, {@code data: 1}, … the first due at once. */
    static Answer stream(int frames, Duration every) {
        return stream(frames, every, Duration.ZERO);
    }

    static Answer stream(int frames, Duration every, Duration delay) {
        return framed(
                IntStream.range(0, frames)
                        .mapToObj(i -> new SseFrame(bytes(frame(i)), every.multipliedBy(i)))
                        .toList(),
                delay);
    }

    static Answer framed(List<SseFrame> frames, Duration delay) {
        return answer(new RenderedResponse(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8"),
                new Body.Framed(frames),
                Delay.of(delay)));
    }

    static Answer answer(RenderedResponse response) {
        return Answer.because(new Answer.Cause.Matched(BY_HAND), response, ProviderHeaders.NONE);
    }

    static String frame(int index) {
        return "data: " + index + "\n\n";
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
