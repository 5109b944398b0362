package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.junit.ChatMock;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions together with those for the mock, for one static import: {@code assertThat} of this class accepts
 * everything that {@link Assertions} accepts. A file may also import both.
 */
public final class ChatAssertions extends Assertions {
    private ChatAssertions() {}

    /** Returns assertions on the requests that the mock received. */
    public static ChatMockAssert assertThat(@Nullable ChatMock mock) {
        return new ChatMockAssert(mock);
    }

    /** Returns assertions on one request and on the interaction that answered it. */
    public static ExchangeAssert assertThat(@Nullable RecordedExchange exchange) {
        return new ExchangeAssert(exchange);
    }
}
