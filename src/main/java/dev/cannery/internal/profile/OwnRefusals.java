package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refusals that a provider puts in words of its own, by the code that the API has for them.
 *
 * @param byCode what it says instead
 */
record OwnRefusals(Map<String, ApiError> byCode) {
    OwnRefusals {
        byCode = Map.copyOf(byCode);
    }

    static OwnRefusals read(Fields profile) {
        Map<String, ApiError> refusals = new LinkedHashMap<>();
        profile.find("refusals")
                .map(all -> all.fields("refusals").all())
                .orElse(Map.of())
                .forEach((code, value) -> refusals.put(code, refusal(code, value.fields("a refusal"))));
        return new OwnRefusals(refusals);
    }

    private static ApiError refusal(String code, Fields fields) {
        boolean hasNoType = fields.find("type").filter(SourceValue::isNull).isPresent();
        ApiError refusal = new ApiError(
                status(fields),
                hasNoType ? null : fields.text("type", "invalid_request_error"),
                fields.text("code", code),
                fields.text("param"),
                fields.text("message", ""));
        fields.end();
        return refusal;
    }

    /** Reads the status of an error, which is 400 unless another is given. */
    static int status(Fields error) {
        int status = error.wholeNumber("status", 400);
        if (status < 400 || status > 599) {
            error.placeOf("status").problem("the status of an error is 400 to 599, was " + status);
            return 400;
        }
        return status;
    }

    /** The refusal as the provider puts it. */
    ApiError of(ApiError refusal) {
        String code = refusal.code();
        return code == null ? refusal : byCode.getOrDefault(code, refusal);
    }
}
