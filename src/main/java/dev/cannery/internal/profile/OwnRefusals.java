package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
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

    static OwnRefusals read(YamlValues values, YamlNode profile) {
        Map<String, ApiError> refusals = new LinkedHashMap<>();
        YamlNode all = profile.member("refusals");
        if (all != null) {
            all.members().forEach((code, node) -> refusals.put(code, refusal(values, code, node)));
        }
        return new OwnRefusals(refusals);
    }

    private static ApiError refusal(YamlValues values, String code, YamlNode node) {
        YamlNode type = node.member("type");
        JsonNode word = type == null ? null : type.value();
        boolean isNull = word != null && word.isNull();
        ApiError refusal = new ApiError(
                values.status(node),
                isNull ? null : values.text(node, "type", "invalid_request_error"),
                values.text(node, "code", code),
                values.text(node, "param"),
                values.text(node, "message", ""));
        node.reportUnasked(values.faults());
        return refusal;
    }

    /** The refusal as the provider puts it. */
    ApiError of(ApiError refusal) {
        String code = refusal.code();
        return code == null ? refusal : byCode.getOrDefault(code, refusal);
    }
}
