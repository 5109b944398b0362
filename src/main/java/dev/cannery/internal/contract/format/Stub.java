package dev.cannery.internal.contract.format;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.Delay;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * The error of this stub, sent as the keys beside it say.
     *
     * @param status the status that is written beside the stub; null for none
     */
    CannedResponse failing(
            CannedError failed,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            Delay delay,
            Map<String, String> headers) {
        ApiError said = failed.error();
        String sent = failed.body();
        // some gateways report an error under the status of a success
        if (status != null && status < 400 && sent != null) {
            Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", "application/json"));
            all.putAll(headers);
            return new CannedBody(new CannedResponse.Head(status, all), sent, delay);
        }
        if (lacksStatus && status == null) {
            throw new IllegalArgumentException(
                    "the stub holds an error that does not tell its status. Write 'status' beside 'stub', as 429");
        }
        ApiError told = new ApiError(
                status == null ? said.status() : status, said.type(), said.code(), said.param(), said.message());
        return new CannedError(null, told, retryAfter, delay, headers, sent);
    }
}
