package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.junit.ChatMock;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** AssertJ's soft assertions, and those of this package; JUnit injects it by AssertJ's {@code SoftAssertionsExtension}. */
public final class ChatSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {
    /** Tells all that failed at the end. */
    public static void assertSoftly(Consumer<ChatSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(ChatSoftAssertions.class, softly);
    }

    /** Asserts what was sent to the mock. */
    public ChatMockAssert assertThat(@Nullable ChatMock mock) {
        return proxy(ChatMockAssert.class, ChatMock.class, mock);
    }

    /** Asserts what one request asked for, and who answered. */
    public ExchangeAssert assertThat(@Nullable RecordedExchange exchange) {
        return proxy(ExchangeAssert.class, RecordedExchange.class, exchange);
    }
}
