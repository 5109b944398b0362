package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.RequestRule;
import dev.cannery.junit.CallAssert;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What is asserted of one request, and of who answered it. */
public class ExchangeAssert extends AbstractAssert<ExchangeAssert, RecordedExchange> {
    protected ExchangeAssert(@Nullable RecordedExchange exchange) {
        super(exchange, ExchangeAssert.class);
    }

    /** This interaction answered. */
    public ExchangeAssert wasAnsweredBy(String interaction) {
        return judge(call -> call.answeredBy(interaction));
    }

    /** The request satisfies these rules, which are those of {@link dev.cannery.Rules}. */
    public ExchangeAssert with(RequestRule... rules) {
        return judge(call -> call.with(rules));
    }

    /** The request asked for a stream. */
    public ExchangeAssert streamed() {
        return judge(CallAssert::streamed);
    }

    /** The request asked for a whole answer. */
    public ExchangeAssert notStreamed() {
        return judge(CallAssert::notStreamed);
    }

    private ExchangeAssert judge(Consumer<CallAssert> plain) {
        isNotNull();
        try {
            plain.accept(CallAssert.of(actual));
        } catch (AssertionError e) {
            throwAssertionError(new Retold(e));
        }
        return this;
    }
}
