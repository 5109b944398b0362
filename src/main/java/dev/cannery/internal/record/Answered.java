package dev.cannery.internal.record;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request, and its answer as a contract writes it.
 *
 * @param call the recorded call
 * @param sent the request as it was sent, which may hold secrets
 * @param request the request without secrets
 * @param response the response
 * @param raw the answer as it was sent; null if it cannot be stored without secrets
 * @param isRaw whether the answer is stored as it was sent in any case
 */
record Answered(
        RecordedCall call,
        ChatRequest sent,
        ChatRequest request,
        CannedResponse response,
        @Nullable Raw raw,
        boolean isRaw) {
    /**
     * An answer as it was sent.
     *
     * @param text the text of its stub
     * @param extension the extension of the stub's file
     */
    record Raw(String text, String extension) {}

    /** Returns the completion; null if the answer is an error. */
    @Nullable
    CannedCompletion completion() {
        return response instanceof CannedCompletion completion ? completion : null;
    }

    /** Returns the same call, whose answer is stored as it was sent. */
    Answered storedRaw() {
        return new Answered(call, sent, request, response, raw, true);
    }
}
