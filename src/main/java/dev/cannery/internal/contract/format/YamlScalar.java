package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.rule.NumberRange;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One-line YAML scalars, quoted only where YAML 1.1, YAML 1.2 or a reader could misread them. */
final class YamlScalar {
    private static final Set<String> WORDS_OF_YAML =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "nan", "inf", "infinity");
    // no question mark: YAML 1.1 treats it as a key indicator in a flow map
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_/$(][\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sc} _/$().*+=;!<>%@^&~'…–—-]*(?<! )");
    private static final Pattern DURATION = Pattern.compile("\\d+(?:us|ms|s|m|h)");

    private YamlScalar() {}

    static String of(JsonNode value) {
        if (value.isTextual()) {
            return of(value.textValue());
        }
        return value.isNumber() ? value.decimalValue().toString() : value.toString();
    }

    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        boolean readsBetterInSingleQuotes =
                (text.contains("\\") || text.contains("\"")) && !text.contains("'") && isPrintable(text);
        return readsBetterInSingleQuotes ? "'" + text + "'" : quoted(text);
    }

    private static boolean isPlain(String text) {
        if (NumberRange.isNotation(text) || DURATION.matcher(text).matches()) {
            return true;
        }
        return PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether YAML allows every character of the text without escaping. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(YamlScalar::needsEscape);
    }

    private static boolean needsEscape(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (needsEscape(point)) {
                        quoted.append(String.format(Locale.ROOT, point > 0xFFFF ? "\\U%08x" : "\\u%04x", point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
