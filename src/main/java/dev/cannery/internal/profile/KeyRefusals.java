package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.source.Fields;

/**
 * How a provider refuses a key.
 *
 * @param missing the message when none was sent
 * @param wrong the message when another is expected, with {@code {key}} where the masked key stands
 */
record KeyRefusals(String missing, String wrong) {
    /** The longest key that is repeated whole: fitted to every recorded sample, unproven for lengths 12 to 14. */
    private static final int LONGEST_WHOLE = 12;

    private static final int HEAD = 8;
    private static final int TAIL = 4;

    static KeyRefusals read(Fields profile) {
        Fields keys = profile.find("keys").map(value -> value.fields("keys")).orElse(null);
        if (keys == null) {
            return new KeyRefusals("No API key was provided.", "Incorrect API key provided: {key}.");
        }
        KeyRefusals refusals = new KeyRefusals(keys.text("missing", ""), keys.text("wrong", ""));
        keys.end();
        return refusals;
    }

    ApiError forNone() {
        return new ApiError(401, "invalid_request_error", null, null, missing);
    }

    ApiError forWrong(String key) {
        return new ApiError(401, "invalid_request_error", "invalid_api_key", null, wrong.replace("{key}", masked(key)));
    }

    /** The key as an error repeats it: whole when it is short, else its first eight and last four characters. */
    static String masked(String key) {
        int hidden = key.length() - HEAD - TAIL;
        if (key.length() <= LONGEST_WHOLE) {
            return key;
        }
        return key.substring(0, HEAD) + "*".repeat(hidden) + key.substring(key.length() - TAIL);
    }
}
