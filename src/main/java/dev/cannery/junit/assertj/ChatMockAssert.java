package dev.cannery.junit.assertj;

import dev.cannery.RequestRule;
import dev.cannery.junit.CallAssert;
import dev.cannery.junit.ChatMock;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What is asserted of a mock. Behind {@code wasCalled} all is said of the calls that were named last, and ahead of it of every
 * call.
 */
public class ChatMockAssert extends AbstractAssert<ChatMockAssert, ChatMock> {
    private Supplier<CallAssert> calls;

    protected ChatMockAssert(@Nullable ChatMock mock) {
        super(mock, ChatMockAssert.class);
        calls = () -> actual.assertCalled();
    }

    /** Anything was sent. */
    public ChatMockAssert wasCalled() {
        calls = () -> actual.assertCalled();
        return judge(() -> actual.assertCalled());
    }

    /**
     * The interaction answered.
     *
     * @throws IllegalArgumentException when there is no interaction of this name
     */
    public ChatMockAssert wasCalled(String interaction) {
        calls = () -> actual.assertCalled(interaction);
        return judge(() -> actual.assertCalled(interaction));
    }

    /** Nothing was sent. */
    public ChatMockAssert wasNotCalled() {
        return judge(() -> actual.assertNotCalled());
    }

    /**
     * The interaction answered nothing.
     *
     * @throws IllegalArgumentException when there is no interaction of this name
     */
    public ChatMockAssert wasNotCalled(String interaction) {
        return judge(() -> actual.assertNotCalled(interaction));
    }

    /**
     * These interactions answered one after the other; others may have answered between them.
     *
     * @throws IllegalArgumentException when there is no interaction of such a name
     */
    public ChatMockAssert wasCalledInOrder(String... interactions) {
        return judge(() -> actual.assertInOrder(interactions));
    }

    /** There was exactly one call. */
    public ChatMockAssert once() {
        return judge(() -> calls.get().once());
    }

    /** There were exactly so many calls. */
    public ChatMockAssert times(int count) {
        return judge(() -> calls.get().times(count));
    }

    /** Every call satisfies these rules, which are those of {@link dev.cannery.Rules}. */
    public ChatMockAssert with(RequestRule... rules) {
        return judge(() -> calls.get().with(rules));
    }

    /** Every call asked for a stream. */
    public ChatMockAssert streamed() {
        return judge(() -> calls.get().streamed());
    }

    /** No call asked for a stream. */
    public ChatMockAssert notStreamed() {
        return judge(() -> calls.get().notStreamed());
    }

    /** There were several calls, and each but the first came no sooner than this after the answer before it had ended. */
    public ChatMockAssert retriedAfter(Duration atLeast) {
        return judge(() -> calls.get().retriedAfter(atLeast));
    }

    private ChatMockAssert judge(Runnable plain) {
        isNotNull();
        try {
            plain.run();
        } catch (AssertionError e) {
            throwAssertionError(new Retold(e));
        }
        return this;
    }
}
