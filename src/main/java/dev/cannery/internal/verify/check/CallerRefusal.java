package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FindingId;
import java.util.List;

/** Tells the refusals that mean the caller, whatever he asks, from those that mean the request. */
final class CallerRefusal {
    private static final List<String> CODES =
            List.of("insufficient_quota", "invalid_api_key", "billing_hard_limit_reached", "account_deactivated");

    private CallerRefusal() {}

    static FindingId idOf(int status, JsonNode error) {
        return isOfCaller(status, error) ? FindingId.CALLER_REFUSED : FindingId.STATUS;
    }

    /** Whether the caller would be refused with these words whatever he asks. */
    static boolean isNamedBy(JsonNode error) {
        return CODES.contains(error.path("code").asText(""));
    }

    private static boolean isOfCaller(int status, JsonNode error) {
        return status == 401 || status == 402 || status == 403 || status == 407 || status == 429 || isNamedBy(error);
    }
}
