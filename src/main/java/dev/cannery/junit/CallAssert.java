package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.RequestRule;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.format.CodeReader;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.opentest4j.AssertionFailedError;

/** Assertions on the calls that one interaction, or the whole mock, answered. A failure lists all requests. */
public final class CallAssert {
    /** The tolerance for waits: the end of a response is recorded later than the client may have read it. */
    private static final Duration LATENESS = Duration.ofMillis(50);

    private final String subject;
    private final List<RecordedExchange> calls;
    private final int count;
    private final List<RecordedExchange> all;

    /**
     * Creates assertions on some calls.
     *
     * @param calls the calls that are still in the journal
     * @param count the number of calls, including those no longer in the journal
     * @param all all exchanges that are still in the journal
     */
    CallAssert(String subject, List<RecordedExchange> calls, int count, List<RecordedExchange> all) {
        this.subject = subject;
        this.calls = calls;
        this.count = count;
        this.all = all;
    }

    /** Returns assertions on one call. */
    public static CallAssert of(RecordedExchange call) {
        return new CallAssert(ChatMock.SUBJECT, List.of(call), 1, List.of(call));
    }

    /** Asserts that there was exactly one call. */
    public CallAssert once() {
        return times(1);
    }

    /** Asserts that there were exactly this many calls. */
    public CallAssert times(int expected) {
        return require(
                count == expected,
                (expected == 0 ? "never to be called" : "to be called " + times((long) expected)) + ", was called "
                        + times((long) count));
    }

    CallAssert atLeastOnce() {
        return require(count > 0, "to be called, but it was not");
    }

    /** Asserts that every call satisfies these rules, which {@link dev.cannery.Rules} makes. */
    public CallAssert with(RequestRule... rules) {
        CodeReader reader = CodeReader.of(Profile.DEFAULT);
        List<FieldRule> fieldRules = Arrays.stream(rules)
                .flatMap(rule -> reader.rules(rule.toJson()).stream())
                .toList();
        RequestPattern pattern = RequestPattern.of(fieldRules);
        RuleChecker checker = new RuleChecker(new TokenCounter()::forModel);
        for (RecordedExchange call : calls) {
            RecordedRequest request = call.request();
            List<String> wrong = ChatRequest.parse(request.url(), request.headers(), request.body(), request.earlier())
                    .map(chat -> checker.check(pattern, chat).mismatches().stream()
                            .map(Mismatch::sentence)
                            .toList())
                    .orElse(List.of("its body is not a JSON object"));
            require(
                    wrong.isEmpty(),
                    "to be called with other values in request " + (all.indexOf(call) + 1) + ":\n  "
                            + String.join("\n  ", wrong));
        }
        return this;
    }

    /** Asserts that this interaction answered every call. */
    public CallAssert answeredBy(String interaction) {
        for (RecordedExchange call : calls) {
            String other = call.interaction();
            require(
                    interaction.equals(other),
                    "to answer by '" + interaction + "', answered by "
                            + (other == null ? "no interaction" : "'" + other + "'") + " in request "
                            + (all.indexOf(call) + 1));
        }
        return this;
    }

    /** Asserts that every call asked for a stream. */
    public CallAssert streamed() {
        return requireEach(RecordedExchange::isStreamed, "to be called for streams, was called for a whole response");
    }

    /** Asserts that no call asked for a stream. */
    public CallAssert notStreamed() {
        return requireEach(call -> !call.isStreamed(), "to be called for whole responses, was called for a stream");
    }

    /** Asserts that there were several calls, each at least this long after the previous response had ended. */
    public CallAssert retriedAfter(Duration atLeast) {
        require(calls.size() > 1, "to be called again, was called " + times((long) calls.size()));
        for (int i = 1; i < calls.size(); i++) {
            RecordedExchange before = calls.get(i - 1);
            Duration lasted = before.duration();
            Duration gap = lasted == null
                    ? Duration.ZERO
                    : Duration.between(
                            before.received().plus(lasted), calls.get(i).received());
            require(
                    gap.plus(LATENESS).compareTo(atLeast) >= 0,
                    "to be called again after at least " + atLeast.toMillis() + " ms, request "
                            + (all.indexOf(calls.get(i)) + 1) + " came after " + Math.max(0, gap.toMillis()) + " ms");
        }
        return this;
    }

    static void inOrder(List<String> interactions, List<RecordedExchange> all) {
        List<String> found = new ArrayList<>();
        Iterator<RecordedExchange> exchanges = all.iterator();
        for (String wanted : interactions) {
            boolean isFound = false;
            while (!isFound && exchanges.hasNext()) {
                isFound = wanted.equals(exchanges.next().interaction());
            }
            if (!isFound) {
                String after = found.isEmpty() ? "" : " after '" + String.join("', '", found) + "'";
                throw failure("expected '" + wanted + "' to be called" + after + ", but it was not", all);
            }
            found.add(wanted);
        }
    }

    private CallAssert requireEach(Predicate<RecordedExchange> condition, String otherwise) {
        calls.forEach(call -> require(condition.test(call), otherwise + " in request " + (all.indexOf(call) + 1)));
        return this;
    }

    private CallAssert require(boolean holds, String otherwise) {
        if (!holds) {
            throw failure("expected " + subject + " " + otherwise, all);
        }
        return this;
    }

    private static AssertionFailedError failure(String sentence, List<RecordedExchange> all) {
        return new AssertionFailedError(
                sentence + "\n\n" + ExchangeTable.of(all).stripTrailing());
    }

    private static String times(long count) {
        return count == 0 ? "never" : count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }
}
