package dev.cannery.junit;

import dev.cannery.contract.Interaction;
import dev.cannery.server.ChatScope;
import dev.cannery.server.InteractionUse;
import dev.cannery.server.RecordedExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/** What the mock has to say against a test that may think it passed. */
final class Judgement {
    /** How many unanswered requests are explained; the others are counted. */
    private static final int EXPLAINED = 3;

    private final Strictness strictness;

    Judgement(Strictness strictness) {
        this.strictness = strictness;
    }

    /**
     * The failure that the exchanges of a test are worth.
     *
     * @param scope what the test used
     * @param judged how many of its exchanges were judged before
     * @param required the interactions that had to be used
     */
    Optional<AssertionFailedError> failure(ChatScope scope, int judged, Collection<Interaction> required) {
        List<RecordedExchange> exchanges = scope.exchanges();
        List<String> parts = new ArrayList<>();
        if (strictness != Strictness.LENIENT) {
            unanswered(exchanges, judged).ifPresent(parts::add);
        }
        if (strictness == Strictness.STRICT) {
            unused(scope.uses(), required).ifPresent(unused -> parts.add(unused + "\n" + ExchangeTable.of(exchanges)));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new AssertionFailedError(String.join("\n", parts).stripTrailing()));
    }

    /**
     * What is wrong with the requests that were not answered as they should be.
     *
     * @param judged how many of the exchanges were judged before
     */
    static Optional<String> unanswered(List<RecordedExchange> exchanges, int judged) {
        List<Integer> troubles = IntStream.range(Math.min(judged, exchanges.size()), exchanges.size())
                .filter(i -> isTrouble(exchanges.get(i).kind()))
                .boxed()
                .toList();
        if (troubles.isEmpty()) {
            return Optional.empty();
        }
        Set<RecordedExchange.Kind> kinds = EnumSet.noneOf(RecordedExchange.Kind.class);
        troubles.forEach(i -> kinds.add(exchanges.get(i).kind()));
        String head = (troubles.size() == 1 ? "1 request was " : troubles.size() + " requests were ")
                + (kinds.size() > 1
                        ? "not answered by an interaction"
                        : fate(kinds.iterator().next())) + ":\n";
        String rest = troubles.size() > EXPLAINED ? "\nand " + (troubles.size() - EXPLAINED) + " more\n" : "";
        return Optional.of(troubles.stream()
                .limit(EXPLAINED)
                .map(i -> "\n" + place(i, exchanges.size()) + explained(exchanges.get(i)) + "\n")
                .collect(Collectors.joining("", head, rest)));
    }

    private static boolean isTrouble(RecordedExchange.Kind kind) {
        return kind != RecordedExchange.Kind.ANSWERED && kind != RecordedExchange.Kind.STUBBED;
    }

    private static String fate(RecordedExchange.Kind kind) {
        return switch (kind) {
            case REFUSED -> "refused";
            case FAILED -> "given no answer that fits it";
            default -> "answered by no interaction";
        };
    }

    private static String place(int index, int all) {
        return all == 1 ? "" : "request " + (index + 1) + " of " + all + ": ";
    }

    private static String explained(RecordedExchange exchange) {
        String explanation = exchange.explanation().stripTrailing();
        return switch (exchange.kind()) {
            case REFUSED ->
                ExchangeTable.subject(exchange) + " was refused with " + exchange.status() + ", as the provider would: "
                        + explanation;
            case FAILED -> ExchangeTable.subject(exchange) + " got " + exchange.status() + ": " + explanation;
            default -> explanation;
        };
    }

    private static Optional<String> unused(List<InteractionUse> uses, Collection<Interaction> required) {
        Set<Interaction> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(required);
        List<Interaction> unused = uses.stream()
                .filter(use -> wanted.contains(use.interaction()) && !use.isUsed())
                .map(InteractionUse::interaction)
                .toList();
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        String head = unused.size() == 1
                ? "1 interaction that this test names was never used:\n\n"
                : unused.size() + " interactions that this test names were never used:\n\n";
        return Optional.of(unused.stream()
                .map(interaction ->
                        "  " + interaction.name() + "  " + interaction.source().fileAndLine() + "\n")
                .collect(Collectors.joining("", head, "")));
    }
}
