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
 * The response in a stub.
 *
 * @param answer the response
 * @param lacksStatus whether it is an error whose status does not follow from the stub
 */
record Stub(CannedResponse answer, boolean lacksStatus) {
    static Stub of(CannedResponse answer) {
        return new Stub(answer, false);
    }

    /**
     * Returns the error of this stub, sent as the keys next to it define.
     *
     * @param status the status next to the stub; null for none
     */
    CannedResponse failing(
            CannedError failed,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            Delay delay,
            Map<String, String> headers) {
        ApiError said = failed.error();
        String sent = failed.body();
        // some gateways report an error with a success status
        if (status != null && status < 400 && sent != null) {
            Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", "application/json"));
            all.putAll(headers);
            return new CannedBody(new CannedResponse.Head(status, all), sent, delay);
        }
        if (lacksStatus && status == null) {
            throw new IllegalArgumentException(
                    "the stub is an error without a status. Write 'status' next to 'stub', such as 429");
        }
        ApiError told = new ApiError(
                status == null ? said.status() : status, said.type(), said.code(), said.param(), said.message());
        return new CannedError(null, told, retryAfter, delay, headers, sent);
    }
}
