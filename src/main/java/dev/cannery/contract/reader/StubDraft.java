package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.ApiError;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.CannedUsage;
import dev.cannery.source.SourceNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been read of a recorded answer so far: a whole one, or the chunks of a stream one after the other. */
final class StubDraft {
    /** The keys of a completion, of a chunk of one, and of an error. */
    static final List<Key<StubDraft>> KEYS = List.of(
            text("id", (draft, text) -> draft.id = text),
            text("object", (draft, text) -> draft.object = text),
            key("created", (draft, value, scope) -> draft.created(value, scope)),
            text("model", (draft, text) -> draft.model = text),
            text("service_tier", (draft, text) -> draft.serviceTier = text),
            text("system_fingerprint", (draft, text) -> draft.fingerprint = text),
            key("choices", (draft, value, scope) -> Values.forEach(value, scope, draft::choice)),
            key("usage", (draft, value, scope) -> draft.usage = StubUsage.read(value, scope)),
            // random blanks against eavesdroppers, no part of the answer
            key("obfuscation", (draft, value, scope) -> {}),
            key("status", (draft, value, scope) -> draft.status = Values.count(value, 400, scope)),
            key("error", (draft, value, scope) -> draft.error = value.toJson()));

    private final Map<Integer, StubChoice> choices = new TreeMap<>();
    private final StubTimes times = new StubTimes();
    private @Nullable String object;
    private @Nullable String id;
    private @Nullable Long created;
    private @Nullable String model;
    private @Nullable String serviceTier;
    private @Nullable String fingerprint;
    private @Nullable CannedUsage usage;
    private @Nullable Integer status;
    private @Nullable JsonNode error;

    /** A key whose value may be null, which says as much as no key. */
    static <D> Key<D> key(String word, Key.Action<D> action) {
        return new Key<>(word, ValueForm.ANYTHING, (draft, value, scope) -> {
            if (!value.toJson().isNull()) {
                action.accept(draft, value, scope);
            }
        });
    }

    /** A key whose value is a text or null. */
    static <D> Key<D> text(String word, java.util.function.BiConsumer<D, String> taker) {
        return key(
                word,
                (draft, value, scope) -> Values.give(Values.text(value, scope), text -> {
                    taker.accept(draft, text);
                }));
    }

    /** Takes the time that passed ahead of what is read next. */
    void pass(Duration gap) {
        times.pass(gap);
    }

    private void created(SourceNode value, Scope scope) {
        if (value.toJson().isIntegralNumber() && value.toJson().canConvertToLong()) {
            created = value.toJson().longValue();
        } else {
            scope.complain(value, "a time in whole seconds since 1970 is expected, was " + value.phrase());
        }
    }

    private void choice(SourceNode value, Scope scope) {
        JsonNode index = value.toJson().path("index");
        if (index.isIntegralNumber() && index.intValue() >= 0) {
            StubChoice choice = choices.computeIfAbsent(index.intValue(), fresh -> new StubChoice());
            Key.readAll("a choice", StubChoice.KEYS, value, scope, choice);
            times.endEvent(choice);
        } else {
            scope.complain(value, "a choice needs an index");
        }
    }

    /** The answer, or nothing where it was complained of. */
    Optional<CannedResponse> toResponse(SourceNode place, Scope scope) {
        if (error != null) {
            return toError(error, place, scope);
        }
        if (object == null || !object.startsWith("chat.completion")) {
            scope.complain(place, "a stub's object is chat.completion, chat.completion.chunk or an error");
            return Optional.empty();
        }
        List<Integer> indexes = new ArrayList<>(choices.keySet());
        if (indexes.isEmpty() || indexes.get(indexes.size() - 1) != indexes.size() - 1) {
            scope.complain(place, "a stub needs choices whose indexes count from 0, were " + indexes);
            return Optional.empty();
        }
        List<CannedChoice> canned =
                choices.values().stream().map(StubChoice::toChoice).toList();
        CannedCompletion.Identity identity =
                new CannedCompletion.Identity(id, created, model, fingerprint, serviceTier);
        return Optional.of(
                new CannedCompletion(canned, usage, identity, Duration.ZERO, times.pacing(choices.values())));
    }

    private Optional<CannedResponse> toError(JsonNode members, SourceNode place, Scope scope) {
        String code = members.path("code").asText(null);
        Integer known = code == null
                ? null
                : scope.errors()
                        .catalogue()
                        .named(code)
                        .map(named -> named.error().status())
                        .orElse(null);
        Integer answered = status == null ? known : status;
        if (answered == null || !members.path("message").isTextual() || !choices.isEmpty()) {
            scope.complain(place, "an error is written {status: 429, error: {message, type, param, code}}");
            return Optional.empty();
        }
        ApiError canned = new ApiError(
                answered,
                members.path("type").asText("invalid_request_error"),
                code,
                members.path("param").asText(null),
                members.path("message").textValue());
        return Optional.of(new CannedError(canned, null, Duration.ZERO));
    }
}
