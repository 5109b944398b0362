package dev.cannery.internal.matching;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * The vocabulary for verdicts: {@code assertThat(verdict).failsAt("messages[0].role").expecting("user").butWas("system")}.
 */
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {
    private VerdictAssert(Verdict actual) {
        super(actual, VerdictAssert.class);
    }

    /** Begins a sentence about a verdict. */
    public static VerdictAssert assertThat(Verdict actual) {
        return new VerdictAssert(actual);
    }

    /** No rule failed. */
    public VerdictAssert passes() {
        Assertions.assertThat(sentences()).isEmpty();
        return this;
    }

    /** Just this part of the request fails, once. */
    public MismatchAssert failsAt(String path) {
        Assertions.assertThat(paths()).as("where %s fails", sentences()).containsExactly(path);
        return new MismatchAssert(actual.mismatches().get(0));
    }

    /** Just these parts of the request fail, in this order. */
    public VerdictAssert failsOnlyAt(String... paths) {
        Assertions.assertThat(paths()).as("where %s fails", sentences()).containsExactly(paths);
        return this;
    }

    private List<String> paths() {
        return actual.mismatches().stream()
                .map(mismatch -> mismatch.path().toString())
                .toList();
    }

    private List<String> sentences() {
        return actual.mismatches().stream().map(Mismatch::sentence).toList();
    }

    /** A sentence about one mismatch. */
    public static final class MismatchAssert {
        private final Mismatch actual;

        private MismatchAssert(Mismatch actual) {
            this.actual = actual;
        }

        /** What was expected, as people read it. */
        public MismatchAssert expecting(String expected) {
            Assertions.assertThat(actual.expected()).isEqualTo(expected);
            return this;
        }

        /** What was there, as people read it; {@code missing} for nothing. */
        public MismatchAssert butWas(String value) {
            Assertions.assertThat(Excerpt.of(actual.actual())).isEqualTo(value);
            return this;
        }

        /** Which kind of finding it is. */
        public MismatchAssert as(FindingId id) {
            Assertions.assertThat(actual.id()).isEqualTo(id);
            return this;
        }
    }
}
