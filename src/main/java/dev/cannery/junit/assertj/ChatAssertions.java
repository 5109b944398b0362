package dev.cannery.junit.assertj;

import dev.cannery.junit.ChatMock;
import dev.cannery.server.RecordedExchange;
import org.jspecify.annotations.Nullable;

/** To be imported statically, beside AssertJ's own {@code assertThat}. */
public final class ChatAssertions {
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
