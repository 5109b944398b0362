package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.LogprobSplitter;
import dev.cannery.internal.response.derived.Schedule;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.response.output.Fragments;
import dev.cannery.internal.response.output.OutputEvents;
import dev.cannery.internal.response.output.RecordedOutput;
import dev.cannery.internal.wire.ChunkSplitter;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of a recorded response. A response is sent byte for byte in the form in which it was recorded. In the other form, its chunks are joined, or it is split into chunks; nothing is added that was not recorded.
 */
record RecordedBody(RecordedAnswer recorded) {
    /**
     * Returns the body in the form that the request asks for.
     *
     * @param style the provider's form, for events that were not recorded
     */
    Body render(
            CannedCompletion completion, ChatRequest request, TokenCounter tokens, DerivedIds ids, AnswerStyle style) {
        if (!request.wantsStream()) {
            return new Body.Whole(ByteBuffer.wrap(whole()));
        }
        Pacing pacing = completion.pacing();
        Duration delay = completion.delay().fixed();
        // only a different way of splitting needs new chunks
        boolean isAsRecorded = recorded.json() == null && pacing.cut() instanceof Pacing.Cut.ByToken;
        ObjectNode response = recorded.response();
        if (!isAsRecorded && response != null) {
            TextSplitter splitter = new TextSplitter(pacing.cut(), tokens, request.model());
            RecordedOutput output = new RecordedOutput(
                    response, style.outputs().of(response.path("model").asText(""), true));
            boolean isAtOnce = output.isAtOnce() && pacing.cut() instanceof Pacing.Cut.ByToken;
            OutputEvents events = output.events(text -> Fragments.of(isAtOnce ? List.of(text) : splitter.split(text)));
            return new Body.Framed(
                    new OutputFrames(events.with(mark -> null, ids), OutputFrames.dues(events, delay, pacing)));
        }
        return new Body.Framed(
                isAsRecorded
                        ? frames(pacing, delay)
                        : cut(pacing, delay, request, new TextSplitter(pacing.cut(), tokens, request.model())));
    }

    /** Returns the whole completion as JSON. */
    byte[] whole() {
        return recorded.json() == null
                ? Json.prettyBytes(recorded.response() == null ? recorded.whole() : recorded.response())
                : recorded.json().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the error to send to a request without streaming when the recorded stream ended with an error. */
    CannedError toError(CannedCompletion completion) {
        ObjectNode body = Json.object();
        body.set("error", recorded.whole().get("error"));
        JsonNode error = body.path("error");
        String message = error.path("message").asText(error.asText(""));
        int status = RecordedAnswer.statusIn(body).orElse(500);
        return new CannedError(
                null,
                new ApiError(status, error.path("type").asText("server_error"), null, null, message),
                null,
                completion.delay(),
                completion.head().headers(),
                new String(Json.prettyBytes(body), StandardCharsets.UTF_8));
    }

    /** Returns the recorded stream, with the recorded gaps unless the contract sets others. */
    private List<SseFrame> frames(Pacing pacing, Duration delay) {
        boolean isPaced = !pacing.gaps().isEmpty()
                || !pacing.first().isZero()
                || !pacing.every().isZero();
        Schedule schedule = new Schedule(delay, pacing);
        List<SseFrame> frames = new ArrayList<>();
        Duration due = delay;
        for (RecordedAnswer.Part part : recorded.parts()) {
            due = isPaced ? schedule.next() : due.plus(part.gap());
            frames.add(new SseFrame(StandardCharsets.UTF_8.encode(part.text()), due));
        }
        return frames;
    }

    private List<SseFrame> cut(Pacing pacing, Duration delay, ChatRequest request, TextSplitter splitter) {
        Schedule schedule = new Schedule(delay, pacing);
        List<SseFrame> frames = new ArrayList<>();
        Duration due = delay;
        for (List<ObjectNode> round : ChunkSplitter.rounds(
                recorded.whole(),
                splitter::split,
                (logprobs, name) -> shares(name, logprobs),
                request.wantsUsageChunk())) {
            due = schedule.next();
            for (ObjectNode chunk : round) {
                frames.add(frame(Json.compact(chunk), due));
            }
        }
        frames.add(frame(SseEvent.DONE, due));
        return frames;
    }

    private static Function<String, @Nullable JsonNode> shares(String name, JsonNode logprobs) {
        if (!(logprobs instanceof ObjectNode all) || !all.path(name).isArray()) {
            return fragment -> null;
        }
        LogprobSplitter splitter = new LogprobSplitter(name, all);
        return fragment -> withMembersOf(all, splitter.next(fragment));
    }

    /** Returns a part of log probabilities with the members that were recorded, and with lists where these are empty. */
    private static @Nullable JsonNode withMembersOf(ObjectNode recorded, @Nullable ObjectNode part) {
        if (part == null) {
            return null;
        }
        ObjectNode same = Json.object();
        recorded.properties()
                .forEach(member -> same.set(
                        member.getKey(),
                        member.getValue().isArray() && member.getValue().isEmpty()
                                ? Json.array()
                                : part.path(member.getKey()).isMissingNode()
                                        ? NullNode.getInstance()
                                        : part.get(member.getKey())));
        return same;
    }

    private static SseFrame frame(String data, Duration due) {
        return new SseFrame(StandardCharsets.UTF_8.encode("data: " + data + "\n\n"), due);
    }
}
