package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.RequestRule;
import dev.cannery.junit.CallAssert;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on one request, and on the interaction that answered it. */
public class ExchangeAssert extends AbstractAssert<ExchangeAssert, RecordedExchange> {
    protected ExchangeAssert(@Nullable RecordedExchange exchange) {
        super(exchange, ExchangeAssert.class);
    }

    /** Asserts that this interaction answered the request. */
    public ExchangeAssert wasAnsweredBy(String interaction) {
        return judge(call -> call.answeredBy(interaction));
    }

    /** Asserts that the request satisfies these rules, which {@link dev.cannery.Rules} makes. */
    public ExchangeAssert with(RequestRule... rules) {
        return judge(call -> call.with(rules));
    }

    /** Asserts that the request asked for a stream. */
    public ExchangeAssert streamed() {
        return judge(CallAssert::streamed);
    }

    /** Asserts that the request asked for a whole response. */
    public ExchangeAssert notStreamed() {
        return judge(CallAssert::notStreamed);
    }

    private ExchangeAssert judge(Consumer<CallAssert> plain) {
        isNotNull();
        try {
            plain.accept(CallAssert.of(actual));
        } catch (AssertionError e) {
            throwAssertionError(new DescribedFailure(e));
        }
        return this;
    }
}
