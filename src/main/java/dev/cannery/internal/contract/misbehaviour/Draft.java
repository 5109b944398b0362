package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** An answer while misbehaviours change it, and the choices that they depend on. */
final class Draft {
    private final ChatRequest request;
    private final long number;
    private final JsonNode error;
    private final ResponseValidator judge;
    private final List<EnvelopeChange> envelope = new ArrayList<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private CannedCompletion completion;
    private long left;

    /**
     * Returns a draft of this answer.
     *
     * @param number selects the form of a misbehaviour, and the call to which it happens
     * @param error the body of an error in the provider's form
     */
    Draft(CannedCompletion completion, ChatRequest request, long number, JsonNode error, ResponseValidator judge) {
        this.completion = completion;
        this.request = request;
        this.number = number;
        this.error = error;
        this.judge = judge;
    }

    /** Begins the next misbehaviour: it chooses as if it were the first. */
    void begin() {
        left = number;
    }

    /** Chooses one of so many: the first for the first request, the next one for the next. */
    int choose(int count) {
        int chosen = (int) Math.floorMod(left, (long) count);
        left = Math.floorDiv(left, (long) count);
        return chosen;
    }

    ChatRequest request() {
        return request;
    }

    CannedCompletion completion() {
        return completion;
    }

    JsonNode error() {
        return error;
    }

    /** Returns the changes of the JSON since the last time. */
    List<EnvelopeChange> takeEnvelope() {
        List<EnvelopeChange> taken = List.copyOf(envelope);
        envelope.clear();
        return taken;
    }

    Set<String> ignored() {
        return ignored;
    }

    /** Takes a change of the JSON, which may find nothing to change. */
    boolean wrap(EnvelopeChange change) {
        return envelope.add(change);
    }

    /** Leaves fields of the request out of account. */
    boolean ignore(Collection<String> fields) {
        ignored.addAll(fields);
        return true;
    }

    /** Replaces all choices. */
    boolean answer(List<CannedChoice> choices) {
        completion = completion.withChoices(choices);
        return true;
    }

    /** Changes one of the choices that satisfy the condition. */
    boolean changeChoice(Predicate<CannedChoice> condition, UnaryOperator<CannedChoice> change) {
        List<CannedChoice> choices = new ArrayList<>(completion.choices());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if (condition.test(choices.get(i))) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return false;
        }
        int place = places.get(choose(places.size()));
        choices.set(place, change.apply(choices.get(place)));
        return answer(choices);
    }

    /** Changes the text of a choice. */
    boolean changeText(UnaryOperator<String> change) {
        return changeText(text -> true, change);
    }

    /** Changes the text of a choice whose text satisfies the condition. */
    boolean changeText(Predicate<String> condition, UnaryOperator<String> change) {
        return changeChoice(choice -> condition.test(textOf(choice)) && hasText(choice), choice -> {
            CannedMessage message = choice.message();
            return choice.withMessage(message.withContent(change.apply(textOf(choice))));
        });
    }

    /** Changes one of the calls that satisfy the condition. */
    boolean changeCall(Predicate<CannedToolCall> condition, UnaryOperator<CannedToolCall> change) {
        return changeChoice(choice -> callsOf(choice.message()).stream().anyMatch(condition), choice -> {
            List<CannedToolCall> calls = new ArrayList<>(callsOf(choice.message()));
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                if (condition.test(calls.get(i))) {
                    places.add(i);
                }
            }
            int place = places.get(choose(places.size()));
            calls.set(place, change.apply(calls.get(place)));
            return choice.withMessage(withCalls(choice.message(), calls));
        });
    }

    /** Changes what a call is given, where the call satisfies the condition. */
    boolean changeArguments(Predicate<CannedToolCall> condition, UnaryOperator<String> change) {
        return changeCall(condition, call -> call.withArguments(change.apply(call.arguments())));
    }

    /** Whether a choice is what no honest provider answers this request with. */
    boolean isLie(CannedMessage message) {
        return !judge.judge(AnswerTerms.of(request), new CannedChoice(message, null), FieldPath.of("response"))
                .isEmpty();
    }

    static boolean hasText(CannedChoice choice) {
        return !textOf(choice).isEmpty();
    }

    static boolean hasCalls(CannedChoice choice) {
        return !callsOf(choice.message()).isEmpty();
    }

    static String textOf(CannedChoice choice) {
        return choice.content() == null ? "" : choice.content();
    }

    /** Returns all calls of a message, that of the legacy form at the end. */
    static List<CannedToolCall> callsOf(CannedMessage message) {
        if (message.functionCall() == null) {
            return message.toolCalls();
        }
        List<CannedToolCall> calls = new ArrayList<>(message.toolCalls());
        calls.add(message.functionCall());
        return calls;
    }

    /** Returns the message with these calls instead of all its calls. */
    static CannedMessage withCalls(CannedMessage message, List<CannedToolCall> calls) {
        int legacy = message.functionCall() == null || calls.isEmpty() ? 0 : 1;
        return new CannedMessage(
                message.content(),
                calls.subList(0, calls.size() - legacy),
                legacy == 0 ? null : calls.get(calls.size() - 1),
                message.refusal(),
                message.reasoning(),
                message.annotations(),
                message.audio());
    }

    /** Returns a message of a text alone. */
    static CannedMessage ofText(String text) {
        return new CannedMessage(text, List.of(), null);
    }
}
