package dev.cannery.internal.record.formats.mock;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.record.formats.file.FileValue;
import java.util.List;

/**
 * One expectation of a mock: rules on a request, and the response.
 *
 * @param at where it is in the file
 * @param name its name
 * @param request the rules
 * @param response the response
 * @param given the states of the provider that it needs
 * @param isPending whether failed verifications do not count
 * @param isFallback whether it answers only what nothing else matches
 * @param stage when it answers
 */
record Expected(
        FileValue at,
        String name,
        RequestPattern request,
        CannedResponse response,
        List<String> given,
        boolean isPending,
        boolean isFallback,
        Stage stage) {
    /**
     * When an expectation answers.
     *
     * @param scenario the scenario that has states; empty for none
     * @param required the state in which it answers; empty for the first
     * @param next the state after its answer; empty if it does not change
     * @param times how often it answers; 0 for any number of times
     */
    record Stage(String scenario, String required, String next, int times) {
        /** Always. */
        static final Stage ALWAYS = new Stage("", "", "", 0);

        static Stage of(int times) {
            return new Stage("", "", "", Math.max(0, times));
        }
    }
}
