package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.server.ChatScope;
import dev.cannery.internal.server.InteractionUse;
import dev.cannery.internal.wire.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/** What the mock has to say against a test that may think it passed. */
final class Judgement {
    /** How many kinds of unanswered requests are explained; the others are counted. */
    private static final int EXPLAINED = 3;

    /** In a path whose client adds what its base URL says already. */
    static final String TWICE = "/v1/v1/";

    private static final Pattern MOCKED = Pattern.compile("(?!.*" + TWICE + ").*/(chat/completions|models)(/.+)?");

    private final Strictness strictness;

    Judgement(Strictness strictness) {
        this.strictness = strictness;
    }

    /**
     * The failure that the exchanges of a test are worth.
     *
     * @param scope what the test used
     * @param judged how many of its troubles were judged before
     * @param required the interactions that had to be used
     */
    Optional<AssertionFailedError> failure(ChatScope scope, int judged, Collection<LoadedInteraction> required) {
        List<RecordedExchange> exchanges = scope.exchanges();
        List<String> parts = new ArrayList<>();
        if (strictness != Strictness.LENIENT) {
            unanswered(exchanges, scope.forgottenTroubles(), judged).ifPresent(parts::add);
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
     * @param forgotten how many such requests there were that are not among the exchanges any more
     * @param judged how many such requests were judged before
     */
    static Optional<String> unanswered(List<RecordedExchange> exchanges, int forgotten, int judged) {
        List<Integer> remembered = troubles(exchanges);
        int fresh = forgotten + remembered.size() - judged;
        if (fresh <= 0) {
            return Optional.empty();
        }
        List<Integer> troubles = remembered.subList(Math.max(0, remembered.size() - fresh), remembered.size());
        int unknown = fresh - troubles.size();
        Set<RecordedExchange.Kind> kinds = EnumSet.noneOf(RecordedExchange.Kind.class);
        // a request that is repeated gets the same explanation, which is shown once
        Map<String, List<Integer>> byWords = new LinkedHashMap<>();
        for (int i : troubles) {
            kinds.add(exchanges.get(i).kind());
            byWords.computeIfAbsent(explained(exchanges.get(i)), words -> new ArrayList<>())
                    .add(i + 1);
        }
        String head = Words.counted(fresh, "request") + " "
                + (kinds.size() == 1
                        ? outcome(kinds.iterator().next(), fresh == 1)
                        : "got no response from an interaction")
                + ":\n";
        int rest = unknown
                + byWords.values().stream().skip(EXPLAINED).mapToInt(List::size).sum();
        return Optional.of(byWords.entrySet().stream()
                .limit(EXPLAINED)
                .map(same -> "\n" + place(same.getValue(), exchanges.size()) + same.getKey() + "\n")
                .collect(Collectors.joining("", head, rest == 0 ? "" : "\nand " + rest + " more\n")));
    }

    /** The number of requests of a scope that were not answered as they should be. */
    static int troubles(ChatScope scope) {
        return scope.forgottenTroubles() + troubles(scope.exchanges()).size();
    }

    /** The first request that was not answered as it should be, in one line; empty if there is none, or it may be. */
    Optional<String> firstTrouble(ChatScope scope) {
        return strictness == Strictness.LENIENT
                ? Optional.empty()
                : scope.exchanges().stream()
                        .filter(exchange -> isTrouble(exchange.kind()))
                        .findFirst()
                        .map(RecordedExchange::summary)
                        .filter(summary -> !summary.isEmpty());
    }

    private static List<Integer> troubles(List<RecordedExchange> exchanges) {
        return IntStream.range(0, exchanges.size())
                .filter(i -> isTrouble(exchanges.get(i).kind()))
                .boxed()
                .toList();
    }

    private static boolean isTrouble(RecordedExchange.Kind kind) {
        return kind != RecordedExchange.Kind.ANSWERED && kind != RecordedExchange.Kind.STUBBED;
    }

    private static String outcome(RecordedExchange.Kind kind, boolean isOne) {
        return switch (kind) {
            case REFUSED -> isOne ? "was refused" : "were refused";
            case FAILED -> "got no valid response";
            default -> "matched no interaction";
        };
    }

    private static String place(List<Integer> numbers, int all) {
        if (all == 1) {
            return "";
        }
        int last = numbers.size() - 1;
        String before = numbers.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (last == 0 ? "request " : "requests " + before + " and ") + numbers.get(last) + " of " + all + ": ";
    }

    private static String explained(RecordedExchange exchange) {
        String explanation = exchange.explanation().stripTrailing();
        return switch (exchange.kind()) {
            case REFUSED ->
                ExchangeTable.subject(exchange) + " was refused with " + exchange.status()
                        + (MOCKED.matcher(exchange.request().path()).matches()
                                ? ", as the provider would: " + explanation
                                : ": " + lost(exchange.request().path()));
            case FAILED -> ExchangeTable.subject(exchange) + " got " + exchange.status() + ": " + explanation;
            default -> explanation;
        };
    }

    /** What leads a request back that came to a path at which no mock answers, though a provider may. */
    private static String lost(String path) {
        return path.contains(TWICE)
                ? "the path says /v1 twice; a client that adds it to its base URL takes ChatMock.rootUrl()"
                : "the mock answers at /v1/chat/completions and /v1/models, and has nothing at this path";
    }

    private static Optional<String> unused(List<InteractionUse> uses, Collection<LoadedInteraction> required) {
        Set<LoadedInteraction> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(required);
        List<LoadedInteraction> unused = uses.stream()
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
