package dev.cannery.contract.reader;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.FinishReason;
import dev.cannery.chat.Json;
import dev.cannery.chat.Suggestion;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedUsage;
import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one answer and what has been read of it so far. */
final class ResponseDraft {
    static final List<Key<ResponseDraft>> KEYS = List.of(
            new Key<>("content", ValueForm.TEXT, (draft, value, scope) -> draft.content(value, scope)),
            new Key<>("json", ValueForm.ANYTHING, (draft, value, scope) -> draft.json(value, scope)),
            new Key<>(
                    "tool_calls",
                    ValueForm.TOOL_CALLS,
                    (draft, value, scope) -> draft.toolCalls.addAll(ToolCallReader.read(value, scope))),
            new Key<>(
                    "refusal",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.refusal = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "finish_reason",
                    ValueForm.FINISH_REASON,
                    (draft, value, scope) -> draft.finishReason(value, scope)),
            new Key<>("usage", ValueForm.USAGE, (draft, value, scope) -> draft.usage = UsageReader.read(value, scope)),
            new Key<>(
                    "model", ValueForm.NAME, (draft, value, scope) -> draft.model = Values.nonEmptyText(value, scope)),
            new Key<>("id", ValueForm.NAME, (draft, value, scope) -> draft.id = Values.nonEmptyText(value, scope)),
            new Key<>("created", ValueForm.WHOLE_NUMBER, (draft, value, scope) -> draft.created(value, scope)),
            new Key<>(
                    "system_fingerprint",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.fingerprint = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "service_tier",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.serviceTier = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "error",
                    ValueForm.ERROR,
                    (draft, value, scope) ->
                            draft.error = ErrorReader.read(value, scope).orElse(null)),
            new Key<>(
                    "retry_after",
                    ValueForm.DURATION,
                    (draft, value, scope) -> draft.retryAfter = Values.duration(value, scope)),
            new Key<>(
                    "delay",
                    ValueForm.DURATION,
                    (draft, value, scope) -> Values.give(Values.duration(value, scope), draft::delay)),
            new Key<>(
                    "stream",
                    ValueForm.PACING,
                    (draft, value, scope) -> draft.pacing = PacingReader.read(value, scope)),
            new Key<>("choices", ValueForm.CHOICES, (draft, value, scope) -> draft.choices(value, scope)),
            new Key<>("stub", ValueForm.NAME, (draft, value, scope) -> draft.stub(value, scope)));

    private final List<CannedToolCall> toolCalls = new ArrayList<>();
    private final List<CannedChoice> choices = new ArrayList<>();
    private @Nullable String content;
    private @Nullable String refusal;
    private @Nullable FinishReason finishReason;
    private @Nullable CannedUsage usage;
    private @Nullable String model;
    private @Nullable String id;
    private @Nullable Long created;
    private @Nullable String fingerprint;
    private @Nullable String serviceTier;
    private @Nullable ApiError error;
    private @Nullable CannedResponse stub;
    private @Nullable Duration retryAfter;
    private Duration delay = Duration.ZERO;
    private @Nullable Pacing pacing;

    private void content(SourceNode value, Scope scope) {
        takeContent(Values.text(value, scope), value, scope);
    }

    private void json(SourceNode value, Scope scope) {
        takeContent(Json.compact(value.toJson()), value, scope);
    }

    private void takeContent(@Nullable String text, SourceNode value, Scope scope) {
        if (content != null) {
            scope.complain(value, "an answer has either 'content' or 'json', not both");
        }
        content = text;
    }

    private void choices(SourceNode value, Scope scope) {
        if (value instanceof SourceNode.Sequence list && list.items().isEmpty()) {
            scope.complain(value, "choices needs at least one choice");
        }
        Values.forEach(
                value,
                scope,
                (item, place) -> ResponseReader.one(item, place).ifPresent(answer -> choice(answer, item, place)));
    }

    private void choice(CannedResponse answer, SourceNode node, Scope scope) {
        if (answer instanceof CannedCompletion completion
                && completion.equals(
                        CannedCompletion.ofChoice(completion.choices().get(0)))) {
            choices.add(completion.choices().get(0));
        } else {
            scope.complain(node, "a choice has only content, json, tool_calls, refusal and finish_reason");
        }
    }

    private void stub(SourceNode value, Scope scope) {
        Values.give(
                Values.nonEmptyText(value, scope),
                name -> stub =
                        new ReferencedFileReader().stub(name, value, scope).orElse(null));
    }

    private void delay(Duration value) {
        delay = value;
    }

    private void finishReason(SourceNode value, Scope scope) {
        String word = Values.text(value, scope);
        if (word != null) {
            finishReason = FinishReason.ofWire(word).orElse(null);
            if (finishReason == null) {
                String suggestion = Suggestion.sentence(word, FinishReason.words());
                scope.complain(
                        value,
                        "unknown finish reason '" + OneLine.value(word) + "'."
                                + (suggestion.isEmpty()
                                        ? " Known are " + String.join(", ", FinishReason.words())
                                        : suggestion));
            }
        }
    }

    private void created(SourceNode value, Scope scope) {
        if (value.toJson().isIntegralNumber() && value.toJson().canConvertToLong()) {
            created = value.toJson().longValue();
        } else {
            scope.complain(value, "a time in whole seconds since 1970 is expected, was " + value.phrase());
        }
    }

    /** The answer that the keys describe together. */
    CannedResponse toResponse() {
        if (stub != null) {
            return stubbed(stub);
        }
        if (error == null) {
            if (retryAfter != null) {
                throw new IllegalArgumentException("'retry_after' goes with 'error'");
            }
            return toCompletion();
        }
        boolean saysMore =
                content != null || !toolCalls.isEmpty() || refusal != null || usage != null || !choices.isEmpty();
        if (saysMore || finishReason != null || pacing != null) {
            throw new IllegalArgumentException(
                    "an answer with 'error' has no content, tool_calls, refusal, usage," + " finish_reason or stream");
        }
        return new CannedError(error, retryAfter, delay);
    }

    /** The stub's answer, paced as this answer says. */
    private CannedResponse stubbed(CannedResponse whole) {
        boolean saysMore =
                content != null || !toolCalls.isEmpty() || refusal != null || error != null || !choices.isEmpty();
        boolean claims = finishReason != null || usage != null || model != null || id != null || created != null;
        if (saysMore || claims || fingerprint != null || serviceTier != null) {
            throw new IllegalArgumentException(
                    "a stub is the whole answer, beside it stand only delay, stream and" + " retry_after");
        }
        if (whole instanceof CannedError failed) {
            return new CannedError(failed.error(), retryAfter, delay);
        }
        CannedCompletion completion = (CannedCompletion) whole;
        return new CannedCompletion(
                completion.choices(),
                completion.usage(),
                completion.identity(),
                delay,
                pacing == null ? Pacing.UNPACED : pacing);
    }

    private CannedCompletion toCompletion() {
        if (choices.isEmpty()) {
            choices.add(new CannedChoice(content, toolCalls, refusal, finishReason));
        } else if (content != null || !toolCalls.isEmpty() || refusal != null || finishReason != null) {
            throw new IllegalArgumentException("an answer has either 'choices' or the keys of one choice, not both");
        }
        CannedCompletion.Identity identity =
                new CannedCompletion.Identity(id, created, model, fingerprint, serviceTier);
        return new CannedCompletion(choices, usage, identity, delay, pacing == null ? Pacing.UNPACED : pacing);
    }
}
