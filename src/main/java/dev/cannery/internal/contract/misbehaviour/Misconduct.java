package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer with its misbehaviours applied.
 *
 * @param completion what the model says, to be written as any answer is
 * @param ignored the fields of the request that the server does not honour
 * @param envelope the changes of the JSON, in order, each with its misbehaviour
 * @param applied the misbehaviours that changed the answer, or will change its JSON if it has what they change
 * @param inapplicable the misbehaviours that found nothing to change
 */
public record Misconduct(
        CannedCompletion completion,
        Set<String> ignored,
        List<Wrapping> envelope,
        List<Misbehaviour> applied,
        List<Misbehaviour> inapplicable) {
    /** The misbehaviours without a counterpart in the Responses API, which has one answer, without a finish reason. */
    private static final Set<Misbehaviour> CHAT_ONLY = Collections.unmodifiableSet(EnumSet.of(
            Misbehaviour.MORE_CHOICES,
            Misbehaviour.FEWER_CHOICES,
            Misbehaviour.STOP_WITH_CALLS,
            Misbehaviour.IGNORES_STOP,
            Misbehaviour.CONTENT_LIST));

    public Misconduct {
        ignored = Set.copyOf(ignored);
        envelope = List.copyOf(envelope);
        applied = List.copyOf(applied);
        inapplicable = List.copyOf(inapplicable);
    }

    /**
     * A change of the JSON.
     *
     * @param word the misbehaviour that it is a part of
     * @param change the change
     * @param isAll whether the misbehaviour changes nothing else
     */
    public record Wrapping(Misbehaviour word, EnvelopeChange change, boolean isAll) {}

    /**
     * Spoils an answer.
     *
     * @param completion the valid answer
     * @param words the misbehaviours, applied in order
     * @param request the request that is answered
     * @param number what chooses among the forms of a misbehaviour: the next number chooses the next form
     * @param error the body of an error in the provider's form
     */
    public static Misconduct of(
            CannedCompletion completion, List<Misbehaviour> words, ChatRequest request, long number, JsonNode error) {
        ResponseValidator judge = new ResponseValidator(new SchemaCache(1, Long.MAX_VALUE));
        Draft draft = new Draft(completion.misbehaving(List.of()), request, number, error, judge);
        List<Wrapping> envelope = new ArrayList<>();
        Set<Misbehaviour> applied = new LinkedHashSet<>();
        List<Misbehaviour> inapplicable = new ArrayList<>();
        for (Misbehaviour word : words) {
            CannedCompletion before = draft.completion();
            draft.begin();
            boolean hasEffect = request.endpoint() == ChatEndpoint.CHAT_COMPLETIONS || !CHAT_ONLY.contains(word);
            if (hasEffect && Behaviour.of(word).spoil(draft)) {
                applied.add(word);
            } else {
                inapplicable.add(word);
            }
            boolean isAll = draft.completion().equals(before);
            draft.takeEnvelope().forEach(change -> envelope.add(new Wrapping(word, change, isAll)));
        }
        return new Misconduct(draft.completion(), draft.ignored(), envelope, List.copyOf(applied), inapplicable);
    }

    /** Returns what a response must have for a misbehaviour, such as "a text as its content"; empty if that depends on the request. */
    public static Optional<String> need(Misbehaviour word) {
        return Optional.of(Behaviour.of(word).need().words()).filter(words -> !words.isEmpty());
    }

    /**
     * Returns what an answer lacks for a misbehaviour, in a sentence; empty if the misbehaviour can change it.
     *
     * @param isTemplate whether the answer's texts are templates
     */
    public static Optional<String> lack(Misbehaviour word, CannedCompletion completion, boolean isTemplate) {
        Need need = Behaviour.of(word).need();
        return need.isMet(completion, !isTemplate)
                ? Optional.empty()
                : Optional.of("'" + word.word() + "' needs a response with " + need.words());
    }
}
