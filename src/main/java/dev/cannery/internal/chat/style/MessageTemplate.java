package dev.cannery.internal.chat.style;

import dev.cannery.internal.chat.ApiError;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message and the parameter of an error with placeholders such as {@code {model}}, or {@code {limit:3}} with a default value.
 */
public final class MessageTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(?::([^}]*))?}");

    private MessageTemplate() {}

    /** Returns the error with these values filled in; a placeholder without a value or default is kept. */
    public static ApiError filled(ApiError error, Map<String, String> values) {
        String param = error.param();
        boolean isPlain = error.message().indexOf('{') < 0 && (param == null || param.indexOf('{') < 0);
        return isPlain
                ? error
                : new ApiError(
                        error.status(),
                        error.type(),
                        error.code(),
                        param == null ? null : filled(param, values),
                        filled(error.message(), values));
    }

    private static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(word(place, values)));
    }

    private static String word(MatchResult place, Map<String, String> values) {
        String value = values.get(place.group(1));
        if (value != null) {
            return value;
        }
        return place.group(2) == null ? place.group() : place.group(2);
    }
}
