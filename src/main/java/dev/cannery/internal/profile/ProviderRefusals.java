package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The refusals with the provider's own wording.
 *
 * @param missingKey the message when no API key was sent
 * @param wrongKey the message for a wrong API key; {@code {key}} is replaced by the masked key
 * @param byCode other refusals, by the API's error code
 */
record ProviderRefusals(String missingKey, String wrongKey, Map<String, ApiError> byCode) {
    /** The longest key that is repeated in full: fits every recorded sample; lengths 12 to 14 were never recorded. */
    private static final int LONGEST_WHOLE = 12;

    private static final Pattern INDEX = Pattern.compile("messages\\[(\\d+)]");
    private static final int HEAD = 8;
    private static final int TAIL = 4;

    ProviderRefusals {
        byCode = Map.copyOf(byCode);
    }

    static ProviderRefusals read(Fields profile) {
        Map<String, ApiError> refusals = new LinkedHashMap<>();
        profile.find("refusals")
                .map(all -> all.fields("refusals").all())
                .orElse(Map.of())
                .forEach((code, value) -> refusals.put(code, refusal(code, value.fields("a refusal"))));
        Fields keys = profile.find("keys").map(value -> value.fields("keys")).orElse(null);
        if (keys == null) {
            return new ProviderRefusals("No API key was provided.", "Incorrect API key provided: {key}.", refusals);
        }
        ProviderRefusals read = new ProviderRefusals(keys.text("missing", ""), keys.text("wrong", ""), refusals);
        keys.end();
        return read;
    }

    private static ApiError refusal(String code, Fields fields) {
        ApiError refusal = new ApiError(
                status(fields),
                isNull(fields, "type") ? null : fields.text("type", "invalid_request_error"),
                isNull(fields, "code") ? null : fields.text("code", code),
                fields.text("param"),
                fields.text("message", "{message}"));
        fields.end();
        return refusal;
    }

    private static boolean isNull(Fields fields, String key) {
        return fields.find(key).filter(SourceValue::isNull).isPresent();
    }

    /** Reads the status of an error; the default is 400. */
    static int status(Fields error) {
        int status = error.wholeNumber("status", 400);
        if (status < 400 || status > 599) {
            error.placeOf("status").problem("the status of an error must be from 400 to 599, was " + status);
            return 400;
        }
        return status;
    }

    ApiError ofNoKey() {
        return new ApiError(401, "invalid_request_error", null, null, missingKey);
    }

    ApiError ofWrongKey(String key) {
        return new ApiError(
                401, "invalid_request_error", "invalid_api_key", null, wrongKey.replace("{key}", masked(key)));
    }

    /**
     * Returns the refusal in the provider's wording, which may hold {@code {message}}, the usual wording, {@code {param}}, the
     * place, and {@code {index}}, the number of the message.
     */
    ApiError of(ApiError refusal) {
        String code = refusal.code();
        ApiError own = code == null ? null : byCode.get(code);
        if (own == null) {
            return refusal;
        }
        String param = refusal.param() == null ? "" : refusal.param();
        Matcher index = INDEX.matcher(param);
        return MessageTemplate.filled(
                own, Map.of("message", refusal.message(), "param", param, "index", index.find() ? index.group(1) : ""));
    }

    /** Returns the key as an error repeats it: a short key in full, a longer one as its first eight and last four characters. */
    static String masked(String key) {
        int hidden = key.length() - HEAD - TAIL;
        if (key.length() <= LONGEST_WHOLE) {
            return key;
        }
        return key.substring(0, HEAD) + "*".repeat(hidden) + key.substring(key.length() - TAIL);
    }
}
