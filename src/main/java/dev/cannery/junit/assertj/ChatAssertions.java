package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.junit.ChatMock;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The assertions of AssertJ and those for the mock under one name, for a static import: {@code assertThat} of this class takes
 * whatever that of {@link Assertions} takes. Both imports may stand in one file.
 */
public final class ChatAssertions extends Assertions {
    private ChatAssertions() {}

    /** Asserts what was sent to the mock. */
    public static ChatMockAssert assertThat(@Nullable ChatMock mock) {
        return new ChatMockAssert(mock);
    }

    /** Asserts what one request asked for, and who answered. */
    public static ExchangeAssert assertThat(@Nullable RecordedExchange exchange) {
        return new ExchangeAssert(exchange);
    }
}
