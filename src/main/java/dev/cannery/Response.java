package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.FaultForm;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.contract.format.LatencyForm;
import dev.cannery.internal.contract.format.ResponseForm;
import dev.cannery.internal.contract.format.UsageForm;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A canned response, created by {@link Responses}. Immutable: each method returns another response.
 *
 * <pre>{@code
 * text("Once upon a time").streamed(byWord().first(Duration.ofMillis(400))).fault(Fault.RESET, 3)
 * }</pre>
 */
public final class Response {
    private static final ResponseForm FORM = ResponseForm.FORM;

    private final Keys keys;

    private Response(Keys keys) {
        this.keys = keys;
    }

    static Response of(Key<?> key, @Nullable Object value) {
        return new Response(Keys.of("a response")).with(key, value);
    }

    JsonNode tree() {
        return keys.tree();
    }

    static Response[] texts(String... texts) {
        return Arrays.stream(texts).map(Responses::text).toArray(Response[]::new);
    }

    /** Returns one response as a map, or several as a list of successive responses. */
    static JsonNode successive(Response... responses) {
        return responses.length == 1
                ? responses[0].tree()
                : Keys.tree(Arrays.stream(responses).map(Response::tree).toList());
    }

    private Response with(Key<?> key, @Nullable Object value) {
        return new Response(keys.with(key, value));
    }

    /** Returns this response with all keys of the other one added; tool calls are joined into one list. */
    public Response and(Response other) {
        Response both = this;
        for (Map.Entry<String, JsonNode> key : other.keys.tree().properties()) {
            both = both.keys.tree().get(key.getKey()) instanceof ArrayNode mine
                            && key.getValue() instanceof ArrayNode more
                    ? both.replaced(key.getKey(), mine.deepCopy().addAll(more))
                    : new Response(both.keys.with(key.getKey(), key.getValue()));
        }
        return both;
    }

    private Response replaced(String key, JsonNode value) {
        return new Response(new Keys(keys.what(), keys.tree().deepCopy().set(key, value)));
    }

    /** Sets the finish reason; by default it is inferred. */
    public Response finishReason(FinishReason reason) {
        return with(FORM.choice.finishReason, reason.wire());
    }

    /** Sets the token counts; by default tokens are counted. */
    public Response usage(int promptTokens, int completionTokens) {
        return usage(UsageForm.FORM.prompt, promptTokens).usage(UsageForm.FORM.completion, completionTokens);
    }

    /** Sets how many of the completion's tokens were reasoning. */
    public Response reasoningTokens(int tokens) {
        return usage(UsageForm.FORM.reasoning, tokens);
    }

    /** Sets how many of the prompt's tokens were read from a cache. */
    public Response cachedTokens(int tokens) {
        return usage(UsageForm.FORM.cached, tokens);
    }

    private Response usage(Key<Integer> count, int tokens) {
        return new Response(keys.within(FORM.usage, count.word(), tokens));
    }

    /** Sets the completion's id; by default it is derived from the request. */
    public Response id(String id) {
        return with(FORM.id, id);
    }

    /** Sets the time of creation in seconds since 1970; by default it is a fixed time. */
    public Response created(long seconds) {
        return with(FORM.created, seconds);
    }

    /** Sets the model in the response; by default it is the requested one. */
    public Response model(String model) {
        return with(FORM.model, model);
    }

    /** Sets the fingerprint of the backend. */
    public Response systemFingerprint(String fingerprint) {
        return with(FORM.fingerprint, fingerprint);
    }

    /** Sets the tier that served the request. */
    public Response serviceTier(String tier) {
        return with(FORM.serviceTier, tier);
    }

    /** Sets how the response is split and paced if it is streamed. */
    public Response streamed(Streaming streaming) {
        return with(FORM.stream, streaming.tree());
    }

    /** Delays the first byte. */
    public Response delay(Duration delay) {
        return with(FORM.delay, delay);
    }

    /** Delays the first byte by this time for each other response in progress. */
    public Response perConcurrent(Duration delay) {
        return new Response(keys.within(FORM.latency, LatencyForm.FORM.perConcurrent.word(), delay));
    }

    /** Injects a fault into the response. */
    public Response fault(Fault fault) {
        return with(FORM.fault, fault.word());
    }

    /** Injects a fault into the stream after this many chunks. */
    public Response fault(Fault fault, int afterChunks) {
        return broken(fault, FaultForm.FORM.afterChunks, afterChunks);
    }

    /** Injects a fault that lasts this time: {@link Fault#SLOW_HEADERS} or {@link Fault#SLOW_BODY}. */
    public Response fault(Fault fault, Duration over) {
        return broken(fault, FaultForm.FORM.over, over);
    }

    /** Makes the model, or its server, do this wrong in a valid response; several apply in order. */
    public Response misbehaving(Misbehaviour first, Misbehaviour... more) {
        Stream<Misbehaviour> all = Stream.concat(Stream.of(first), Arrays.stream(more));
        return with(
                FORM.misbehave,
                more.length == 0 ? first.word() : all.map(Misbehaviour::word).toList());
    }

    private Response broken(Fault fault, Key<?> extent, Object value) {
        return with(
                FORM.fault,
                Keys.of("a fault")
                        .with(FaultForm.FORM.kind, fault.word())
                        .with(extent, value)
                        .tree());
    }

    /** Treats the texts as Handlebars templates over the request, such as {@code {{prompt}}} or {@code {{request.model}}}. */
    public Response template() {
        return with(FORM.template, true);
    }

    /** Sets the time after which a client may retry, for errors. */
    public Response retryAfter(Duration time) {
        return with(FORM.retryAfter, time);
    }

    /** Sets the HTTP status of a success or of a raw body; by default 200. */
    public Response status(int status) {
        return with(FORM.status, status);
    }

    /** Adds a header, or replaces a default one. */
    public Response header(String name, String value) {
        return new Response(keys.within(FORM.headers, name, value));
    }

    /** Returns this response as a JSON object, in the form of the contract format. */
    public ObjectNode toJson() {
        return keys.tree().deepCopy();
    }

    @Override
    public String toString() {
        return Json.compact(keys.tree());
    }
}
