package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.result.RequestedForm.JSON;
import static dev.cannery.internal.verify.result.RequestedForm.STREAM;

import dev.cannery.internal.verify.result.RequestedForm;
import java.util.function.Consumer;

/**
 * One way in which a provider may lie.
 *
 * @param code the finding that must tell it
 * @param words what the provider does
 * @param scenario the interaction that shows it
 * @param form the form of answer that shows it
 * @param change what makes the sound answer a lie
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
