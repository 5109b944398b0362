package dev.cannery.junit.assertj;

import dev.cannery.RequestRule;
import dev.cannery.junit.CallAssert;
import dev.cannery.junit.ChatMock;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a mock. After {@code wasCalled(interaction)} they apply to the calls of that interaction, before it to all calls.
 */
public class ChatMockAssert extends AbstractAssert<ChatMockAssert, ChatMock> {
    private Supplier<CallAssert> calls;

    protected ChatMockAssert(@Nullable ChatMock mock) {
        super(mock, ChatMockAssert.class);
        calls = () -> actual.assertCalled();
    }

    /** Asserts that a request was received. */
    public ChatMockAssert wasCalled() {
        calls = () -> actual.assertCalled();
        return judge(() -> actual.assertCalled());
    }

    /**
     * Asserts that the interaction answered a request.
     *
     * @throws IllegalArgumentException if there is no interaction of this name
     */
    public ChatMockAssert wasCalled(String interaction) {
        calls = () -> actual.assertCalled(interaction);
        return judge(() -> actual.assertCalled(interaction));
    }

    /** Asserts that no request was received. */
    public ChatMockAssert wasNotCalled() {
        return judge(() -> actual.assertNotCalled());
    }

    /**
     * Asserts that the interaction answered no request.
     *
     * @throws IllegalArgumentException if there is no interaction of this name
     */
    public ChatMockAssert wasNotCalled(String interaction) {
        return judge(() -> actual.assertNotCalled(interaction));
    }

    /**
     * Asserts that these interactions answered one after the other; others may have answered between them.
     *
     * @throws IllegalArgumentException if there is no interaction of one of these names
     */
    public ChatMockAssert wasCalledInOrder(String... interactions) {
        return judge(() -> actual.assertInOrder(interactions));
    }

    /**
     * Asserts that the code under test recovered from responses that misbehaved: another request followed, each has a result for
     * every call and sends nothing broken or empty back, and the last response is valid. If the misbehaviour of
     * {@link dev.cannery.junit.ChatMockVariants} has found nothing to change, the test is aborted instead.
     */
    public ChatMockAssert recovered() {
        return judge(() -> actual.assertRecovered());
    }

    /** Asserts as {@link #recovered()} that the code recovered, with at most so many requests after the first such response. */
    public ChatMockAssert recoveredWithin(int requests) {
        return judge(() -> actual.assertRecovered(requests));
    }

    /** Asserts that there was exactly one call. */
    public ChatMockAssert once() {
        return judge(() -> calls.get().once());
    }

    /** Asserts that there were exactly this many calls. */
    public ChatMockAssert times(int count) {
        return judge(() -> calls.get().times(count));
    }

    /** Asserts that every call satisfies these rules, which {@link dev.cannery.Rules} makes. */
    public ChatMockAssert with(RequestRule... rules) {
        return judge(() -> calls.get().with(rules));
    }

    /** Asserts that every call asked for a stream. */
    public ChatMockAssert streamed() {
        return judge(() -> calls.get().streamed());
    }

    /** Asserts that no call asked for a stream. */
    public ChatMockAssert notStreamed() {
        return judge(() -> calls.get().notStreamed());
    }

    /** Asserts that there were several calls, each at least this long after the previous response had ended. */
    public ChatMockAssert retriedAfter(Duration atLeast) {
        return judge(() -> calls.get().retriedAfter(atLeast));
    }

    private ChatMockAssert judge(Runnable plain) {
        isNotNull();
        try {
            plain.run();
        } catch (AssertionError e) {
            throwAssertionError(new DescribedFailure(e));
        }
        return this;
    }
}
