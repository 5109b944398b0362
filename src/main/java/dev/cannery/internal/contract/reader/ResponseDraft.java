package dev.cannery.internal.contract.reader;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one answer and what has been read of it so far. */
final class ResponseDraft {
    private static final List<Key<ResponseDraft>> OWN_KEYS = List.of(
            new Key<>(
                    "choices",
                    ValueForm.CHOICES,
                    (draft, value, scope) -> draft.choices.addAll(ChoicesReader.read(value, scope))),
            new Key<>("usage", ValueForm.USAGE, (draft, value, scope) -> draft.usage = UsageReader.read(value, scope)),
            new Key<>(
                    "model", ValueForm.NAME, (draft, value, scope) -> draft.model = Values.nonEmptyText(value, scope)),
            new Key<>("id", ValueForm.NAME, (draft, value, scope) -> draft.id = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "created",
                    ValueForm.WHOLE_NUMBER,
                    (draft, value, scope) -> draft.created = Values.time(value, scope)),
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
                    "latency",
                    ValueForm.LATENCY,
                    (draft, value, scope) ->
                            Values.give(LatencyReader.read(value, scope), extra -> draft.perConcurrent = extra)),
            new Key<>(
                    "stream",
                    ValueForm.PACING,
                    (draft, value, scope) -> draft.pacing = PacingReader.read(value, scope)),
            new Key<>(
                    "headers",
                    ValueForm.HEADERS,
                    (draft, value, scope) -> draft.headers = HeadersReader.read(value, scope)),
            new Key<>("status", ValueForm.COUNT, (draft, value, scope) -> draft.status = Values.count(value, 0, scope)),
            new Key<>("body", ValueForm.TEXT, (draft, value, scope) -> draft.body = Values.text(value, scope)),
            new Key<>("fault", ValueForm.FAULT, (draft, value, scope) -> draft.fault(value, scope)),
            new Key<>(
                    "template",
                    ValueForm.TRUTH,
                    (draft, value, scope) -> draft.isTemplate = Boolean.TRUE.equals(Values.truth(value, scope))),
            new Key<>("stub", ValueForm.NAME, (draft, value, scope) -> draft.stub(value, scope)));

    /** The keys of an answer: those of its only choice and its own. */
    static final List<Key<ResponseDraft>> KEYS = Stream.concat(
                    ChoiceDraft.KEYS.stream().map(key -> key.in(ResponseDraft::choice)), OWN_KEYS.stream())
            .toList();

    private final ChoiceDraft choice = new ChoiceDraft();
    private final List<CannedChoice> choices = new ArrayList<>();
    private @Nullable CannedUsage usage;
    private @Nullable String model;
    private @Nullable String id;
    private @Nullable Long created;
    private @Nullable String fingerprint;
    private @Nullable String serviceTier;
    private @Nullable CannedError error;
    private @Nullable Duration retryAfter;
    private Duration delay = Duration.ZERO;
    private Duration perConcurrent = Duration.ZERO;
    private @Nullable Pacing pacing;
    private Map<String, String> headers = Map.of();
    private @Nullable Integer status;
    private @Nullable String body;
    private CannedFault.@Nullable Kind fault;
    private CannedFault.@Nullable Break broken;

    private @Nullable Stub stub;
    private boolean isTemplate;

    private ChoiceDraft choice() {
        return choice;
    }

    private void fault(SourceNode value, Scope scope) {
        fault = FaultReader.readKind(value);
        broken = fault == null ? FaultReader.readBreak(value, scope) : null;
    }

    private void stub(SourceNode value, Scope scope) {
        Values.give(
                Values.nonEmptyText(value, scope),
                name -> stub = scope.files().stub(name, value, scope).orElse(null));
    }

    private void delay(Duration value) {
        delay = value;
    }

    boolean isTemplate() {
        return isTemplate;
    }

    /** The answer that the keys describe together. */
    CannedResponse toResponse() {
        requireCompletionForTemplate();
        if (stub != null) {
            return stubbed(stub);
        }
        if (retryAfter != null && error == null) {
            throw new IllegalArgumentException("'retry_after' goes with 'error'");
        }
        if (error != null) {
            return toError(error);
        }
        if (fault != null) {
            requireNoCompletion("fault: " + fault.name().toLowerCase(Locale.ROOT));
            if (status != null || body != null || !headers.isEmpty()) {
                throw new IllegalArgumentException("a fault that is no answer has no status, headers or body");
            }
            return new CannedFault(fault, heldBack());
        }
        CannedResponse.Head head = new CannedResponse.Head(status == null ? 200 : status, headers);
        if (body != null) {
            requireNoCompletion("body");
            if (broken != null) {
                throw new IllegalArgumentException("an answer with 'body' has no fault");
            }
            return new CannedBody(head, body, heldBack());
        }
        return toCompletion(head);
    }

    private CannedError toError(CannedError answered) {
        requireNoCompletion("error");
        if (status != null || body != null || fault != null || broken != null) {
            throw new IllegalArgumentException("an answer with 'error' has no status, body or fault of its own");
        }
        return new CannedError(answered.name(), answered.error(), retryAfter, heldBack(), headers);
    }

    private void requireCompletionForTemplate() {
        if (isTemplate && (stub != null || error != null || fault != null || body != null)) {
            throw new IllegalArgumentException("'template' goes with content, json or tool calls");
        }
    }

    /** The stub's answer, timed and broken as this answer says. */
    private CannedResponse stubbed(Stub read) {
        CannedResponse whole = read.answer();
        boolean saysMore = !choice.isBlank() || !choices.isEmpty() || error != null || body != null || fault != null;
        boolean claims = usage != null || model != null || id != null || created != null;
        if (saysMore || claims || fingerprint != null || serviceTier != null) {
            throw new IllegalArgumentException(
                    "a stub is the whole answer, beside it stand only delay, latency, stream, status, headers, fault and retry_after");
        }
        if (whole instanceof CannedError failed) {
            if (pacing != null || broken != null) {
                throw new IllegalArgumentException("a stub that holds an error has no stream and no fault");
            }
            return stubbed(failed, read.lacksStatus());
        }
        CannedCompletion completion = (CannedCompletion) whole;
        return new CannedCompletion(
                completion.choices(),
                completion.usage(),
                completion.identity(),
                heldBack(),
                pacing == null ? completion.pacing() : pacing,
                new CannedResponse.Head(status == null ? 200 : status, headers),
                broken,
                completion.recorded());
    }

    private CannedResponse stubbed(CannedError failed, boolean lacksStatus) {
        ApiError said = failed.error();
        String sent = failed.body();
        // gateways do tell of an error under the status of a success
        if (status != null && status < 400 && sent != null) {
            Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", "application/json"));
            all.putAll(headers);
            return new CannedBody(new CannedResponse.Head(status, all), sent, heldBack());
        }
        if (lacksStatus && status == null) {
            throw new IllegalArgumentException(
                    "the stub holds an error that does not tell its status. Write 'status' beside 'stub', as 429");
        }
        ApiError told = new ApiError(
                status == null ? said.status() : status, said.type(), said.code(), said.param(), said.message());
        return new CannedError(null, told, retryAfter, heldBack(), headers, sent);
    }

    private Delay heldBack() {
        return new Delay(delay, perConcurrent);
    }

    private void requireNoCompletion(String key) {
        if (!choice.isBlank() || !choices.isEmpty() || usage != null || pacing != null) {
            throw new IllegalArgumentException(
                    "an answer with '" + key + "' has no content, tool_calls, refusal, usage, finish_reason or stream");
        }
    }

    private CannedResponse toCompletion(CannedResponse.Head head) {
        if (choices.isEmpty()) {
            choices.add(choice.toChoice());
        } else if (!choice.isBlank()) {
            throw new IllegalArgumentException(
                    "an answer with 'choices' has its content, tool_calls and the like in them, not beside them");
        }
        CannedCompletion.Identity identity =
                new CannedCompletion.Identity(id, created, model, fingerprint, serviceTier);
        Pacing paced = pacing == null ? Pacing.UNPACED : pacing;
        if (isTemplate && paced.cut() instanceof Pacing.Cut.ByPieces) {
            throw new IllegalArgumentException("the pieces of 'stream' cannot cut what a template gives");
        }
        if (paced.cut() instanceof Pacing.Cut.ByPieces cut && !say(choices, cut.text())) {
            throw new IllegalArgumentException("the pieces of 'stream' make up '" + OneLine.value(cut.text())
                    + "', which the answer does not say");
        }
        CannedCompletion completion = new CannedCompletion(choices, usage, identity, heldBack(), paced, head, broken);
        return isTemplate ? CannedTemplate.of(completion) : completion;
    }

    /** Whether this is one of the texts, or all of one choice or of all choices behind each other. */
    private static boolean say(List<CannedChoice> choices, String text) {
        List<List<String>> said =
                choices.stream().map(choice -> choice.message().texts()).toList();
        return said.stream()
                        .anyMatch(texts ->
                                texts.contains(text) || String.join("", texts).equals(text))
                || said.stream()
                        .flatMap(List::stream)
                        .collect(Collectors.joining())
                        .equals(text);
    }
}
