package dev.cannery.junit.assertj;

import dev.cannery.RecordedExchange;
import dev.cannery.junit.ChatMock;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** AssertJ's soft assertions with those of this package. AssertJ's {@code SoftAssertionsExtension} injects it into JUnit tests. */
public final class ChatSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {
    /** Runs soft assertions and reports all failures at the end. */
    public static void assertSoftly(Consumer<ChatSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(ChatSoftAssertions.class, softly);
    }

    /** Returns soft assertions on the requests that the mock received. */
    public ChatMockAssert assertThat(@Nullable ChatMock mock) {
        return proxy(ChatMockAssert.class, ChatMock.class, mock);
    }

    /** Returns soft assertions on one request and on the interaction that answered it. */
    public ExchangeAssert assertThat(@Nullable RecordedExchange exchange) {
        return proxy(ExchangeAssert.class, RecordedExchange.class, exchange);
    }
}
