package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.format.ResponseForm;
import dev.cannery.internal.profile.rule.HistoryReview;
import dev.cannery.internal.wire.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/** Checks what the code under test sends after responses that misbehaved. */
final class Recovery {
    private static final String NOTHING_CHANGED = "found nothing to change";

    private final List<RecordedExchange> exchanges;
    private final Optional<Misbehaviour> pending;

    /**
     * Creates a check.
     *
     * @param pending the misbehaviour of the test's variant if it has changed no response
     */
    Recovery(List<RecordedExchange> exchanges, Optional<Misbehaviour> pending) {
        this.exchanges = exchanges;
        this.pending = pending;
    }

    /**
     * Requires that another request followed, that each one after the first such response is valid, and that the last response is.
     * If the misbehaviour of the test's variant has changed nothing, the test is aborted.
     *
     * @param within the number of requests after the first response that misbehaved
     */
    void require(int within) {
        int first = IntStream.range(0, exchanges.size())
                .filter(i -> isMisbehaving(exchanges.get(i)))
                .findFirst()
                .orElseThrow(this::nothingToRecoverFrom);
        int last = exchanges.size() - 1;
        if (isMisbehaving(exchanges.get(last))) {
            throw failure("no request followed " + misled(last));
        }
        for (int i = first + 1; i <= last; i++) {
            int place = i;
            brokenDuty(exchanges.get(i)).ifPresent(broken -> {
                throw failure("request " + (place + 1) + " of " + exchanges.size() + ", after " + misled(first) + ", "
                        + broken);
            });
        }
        if (last - first > within) {
            throw failure("expected at most " + Words.counted(within, "more request") + " after " + misled(first)
                    + ", were " + (last - first));
        }
    }

    /** The words are the variant's, not the test's, so that a word that does not fit the test does not fail it. */
    private RuntimeException nothingToRecoverFrom() {
        if (pending.isPresent()) {
            return new Unchanged(pending.get(), "this test");
        }
        throw failure("no response misbehaved, so there is nothing to recover from");
    }

    private String misled(int index) {
        return "the response to request " + (index + 1) + " ("
                + exchanges.get(index).fault() + ")";
    }

    /** Returns the duty that a request breaks; empty if it breaks none. */
    private static Optional<String> brokenDuty(RecordedExchange exchange) {
        RecordedRequest request = exchange.request();
        Optional<String> duty = ChatRequest.parse(request.url(), request.headers(), request.body(), request.earlier())
                .flatMap(HistoryReview::brokenDuty)
                .map(broken -> "breaks the duty '" + broken.duty() + "': " + broken.message());
        return duty.isPresent() || exchange.kind() == RecordedExchange.Kind.ANSWERED
                ? duty
                : Optional.of("got no response from an interaction: " + exchange.summary());
    }

    private static boolean isMisbehaving(RecordedExchange exchange) {
        String fault = exchange.fault();
        return fault != null && fault.contains(ResponseForm.FORM.misbehave.word()) && !fault.endsWith(NOTHING_CHANGED);
    }

    private AssertionFailedError failure(String problem) {
        return new AssertionFailedError(
                problem + "\n" + ExchangeTable.of(exchanges).stripTrailing());
    }
}
