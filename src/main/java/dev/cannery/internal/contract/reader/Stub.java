package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedResponse;

/**
 * The answer in a stub.
 *
 * @param answer what is served
 * @param lacksStatus whether it is an error whose status nothing in the stub tells
 */
record Stub(CannedResponse answer, boolean lacksStatus) {
    static Stub of(CannedResponse answer) {
        return new Stub(answer, false);
    }
}
