package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.result.RequestedForm.JSON;
import static dev.cannery.internal.verify.result.RequestedForm.STREAM;

import dev.cannery.internal.verify.result.RequestedForm;
import java.util.function.Consumer;

/**
 * One way in which a provider's response may be invalid.
 *
 * @param code the finding that must detect it
 * @param words a description
 * @param scenario the interaction that triggers it
 * @param form the form of response that shows it
 * @param change turns the valid response into the invalid one
 */
record Lie(String code, String words, String scenario, RequestedForm form, Consumer<Draft> change) {
    static Lie whole(String code, String words, String scenario, Consumer<Draft> change) {
        return new Lie(code, words, scenario, JSON, change);
    }

    static Lie streamed(String code, String words, String scenario, Consumer<Draft> change) {
        return new Lie(code, words, scenario, STREAM, change);
    }

    @Override
    public String toString() {
        return code + " " + words;
    }
}
