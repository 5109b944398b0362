package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.server.InteractionUse;
import dev.cannery.internal.server.OpenScope;
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

/** Decides whether the requests of a test fail it, even if its own assertions pass. */
final class TestVerdict {
    /** The number of different failed requests that are explained; the others are only counted. */
    private static final int EXPLAINED = 3;

    /** The part of a path that shows that a client adds the version again. */
    static final String TWICE = "/v1/v1/";

    private static final Pattern MOCKED =
            Pattern.compile("(?!.*" + TWICE + ").*/(chat/completions|responses|conversations|models)(/.+)?");

    private final Strictness strictness;

    TestVerdict(Strictness strictness) {
        this.strictness = strictness;
    }

    /**
     * Returns the failure of a test because of its exchanges; empty if there is none.
     *
     * @param scope the scope of the test
     * @param judged the number of failed requests that were already reported
     * @param required the interactions that the test had to use
     */
    Optional<AssertionFailedError> failure(OpenScope scope, int judged, Collection<LoadedInteraction> required) {
        List<RecordedExchange> exchanges = scope.exchanges();
        List<String> parts = new ArrayList<>();
        if (strictness != Strictness.LENIENT) {
            unanswered(exchanges, scope.droppedTroubles(), judged).ifPresent(parts::add);
        }
        if (strictness == Strictness.STRICT) {
            unused(scope.uses(), required).ifPresent(unused -> parts.add(unused + "\n" + ExchangeTable.of(exchanges)));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new AssertionFailedError(String.join("\n", parts).stripTrailing()));
    }

    /**
     * Returns a message on the requests that got no response from an interaction or stub; empty if there are none.
     *
     * @param forgotten the number of such requests that are no longer among the exchanges
     * @param judged the number of such requests that were already reported
     */
    static Optional<String> unanswered(List<RecordedExchange> exchanges, int forgotten, int judged) {
        List<Integer> remembered = failedRequests(exchanges);
        int fresh = forgotten + remembered.size() - judged;
        if (fresh <= 0) {
            return Optional.empty();
        }
        List<Integer> failedRequests = remembered.subList(Math.max(0, remembered.size() - fresh), remembered.size());
        int unknown = fresh - failedRequests.size();
        Set<RecordedExchange.Kind> kinds = EnumSet.noneOf(RecordedExchange.Kind.class);
        // repeated requests have the same explanation, which is shown once
        Map<String, List<Integer>> byWords = new LinkedHashMap<>();
        for (int i : failedRequests) {
            kinds.add(exchanges.get(i).kind());
            byWords.computeIfAbsent(explained(exchanges.get(i)), words -> new ArrayList<>())
                    .add(i + 1);
        }
        String heading = Words.counted(fresh, "request") + " "
                + (kinds.size() == 1
                        ? outcome(kinds.iterator().next(), fresh == 1)
                        : "got no response from an interaction")
                + ":\n";
        int rest = unknown
                + byWords.values().stream().skip(EXPLAINED).mapToInt(List::size).sum();
        String explained = byWords.entrySet().stream()
                .limit(EXPLAINED)
                .map(same -> "\n" + place(same.getValue(), exchanges.size()) + same.getKey() + "\n")
                .collect(Collectors.joining("", heading, rest == 0 ? "" : "\nand " + rest + " more\n"));
        return Optional.of(explained + wrongOnPurpose(exchanges));
    }

    /** Returns the responses that were wrong on purpose, because later problems may be their consequence; empty if there are none. */
    static String wrongOnPurpose(List<RecordedExchange> exchanges) {
        List<String> wrong = IntStream.range(0, exchanges.size())
                .filter(i -> exchanges.get(i).fault() != null)
                .mapToObj(i -> "request " + (i + 1) + " (" + exchanges.get(i).fault() + ")")
                .toList();
        return wrong.isEmpty() ? "" : "\nanswered wrongly on purpose: " + String.join(", ", wrong) + "\n";
    }

    /** Returns the number of a scope's requests that got no response from an interaction or stub. */
    static int failedRequests(OpenScope scope) {
        return scope.droppedTroubles() + failedRequests(scope.exchanges()).size();
    }

    /** Returns the first such request in one line; empty if there is none, or if the strictness allows them. */
    Optional<String> firstFailedRequest(OpenScope scope) {
        return strictness == Strictness.LENIENT
                ? Optional.empty()
                : scope.exchanges().stream()
                        .filter(exchange -> exchange.kind().isTrouble())
                        .findFirst()
                        .map(RecordedExchange::summary)
                        .filter(summary -> !summary.isEmpty());
    }

    private static List<Integer> failedRequests(List<RecordedExchange> exchanges) {
        return IntStream.range(0, exchanges.size())
                .filter(i -> exchanges.get(i).kind().isTrouble())
                .boxed()
                .toList();
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

    /** Returns a hint on a request to a path that the mock does not serve. */
    private static String lost(String path) {
        return path.contains(TWICE)
                ? "the path contains /v1 twice. If the client adds it, use ChatMock.rootUrl() as its base URL"
                : "the mock serves /v1/chat/completions, /v1/responses and /v1/models, but not this path";
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
        String heading = unused.size() == 1
                ? "1 interaction that this test names was never used:\n\n"
                : unused.size() + " interactions that this test names were never used:\n\n";
        return Optional.of(unused.stream()
                .map(interaction ->
                        "  " + interaction.name() + "  " + interaction.source().fileAndLine() + "\n")
                .collect(Collectors.joining("", heading, "")));
    }
}
