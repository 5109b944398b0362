package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every client is held to on the Responses API: the same as on chat completions, and how a stream ends. */
public abstract class ResponsesAssistantTest extends AssistantTest {
    /** Returns the exception, or its cause, that the application gets from a stream without its last event. */
    protected abstract Class<? extends Throwable> failureWithoutTheLastEvent();

    /** The texts of this API have no limit that a test could exceed. */
    @Override
    @Test
    void whatTheProviderWouldRefuseIsRefusedInItsWords() {
        assertThatThrownBy(() -> assistant().whole("hello there", 3))
                .hasStackTraceContaining("Invalid 'temperature': decimal above maximum value");
    }

    @Test
    void aStreamWithoutItsLastEventDoesNotPassForAWholeAnswer() {
        assertThatThrownBy(() -> assistant().streamed("hang up", FITTING))
                .hasStackTraceContaining(failureWithoutTheLastEvent().getName());
    }
}
