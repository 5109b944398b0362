package dev.cannery.internal.server.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakdownTest {
    private final List<String> sentences = new ArrayList<>();
    private final Breakdown broken = new Breakdown(sentences::add);

    @Test
    void memoryThatRunsOutIsToldOnceInOneSentence() {
        broken.by(new OutOfMemoryError("Java heap space"));
        broken.by(new OutOfMemoryError("again"));

        assertThat(sentences)
                .containsExactly(
                        "The server ran out of memory (java.lang.OutOfMemoryError: Java heap space) in a thread"
                                + " that it depends on, so it stops. Give it more memory with java -Xmx.");
    }

    @Test
    void whatAServerSurvivesIsNot() {
        broken.by(new StackOverflowError());
        broken.by(new IllegalStateException());
        broken.by(new AssertionError());

        assertThat(sentences).isEmpty();
    }
}
