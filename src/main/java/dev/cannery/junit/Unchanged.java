package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import dev.cannery.internal.contract.misbehaviour.Misconduct;
import java.io.Serial;
import org.opentest4j.TestAbortedException;

/** Aborts a test whose misbehaviour has changed no response, since it has tested nothing. */
final class Unchanged extends TestAbortedException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param where the test, for the message
     */
    Unchanged(Misbehaviour word, String where) {
        super(words(word, where));
    }

    /** Returns the sentence on a misbehaviour without effect. */
    static String words(Misbehaviour word, String where) {
        return "'" + word.word() + "' found nothing to change in " + where
                + Misconduct.need(word).map(need -> "; it needs " + need).orElse("");
    }
}
