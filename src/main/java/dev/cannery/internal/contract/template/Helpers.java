package dev.cannery.internal.contract.template;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.IfHelper;
import com.github.jknack.handlebars.helper.UnlessHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The helpers that a template may call. Each is a pure function of its arguments. */
final class Helpers {
    private static final Map<String, Helper<?>> BLOCKS = Map.of(
            "if", IfHelper.INSTANCE,
            "unless", UnlessHelper.INSTANCE,
            "with", WithHelper.INSTANCE,
            "each", new EachWithin());

    private static final Map<String, Computation> INLINE = Map.of(
            "upper", (value, options) -> PlainValues.print(value).toUpperCase(Locale.ROOT),
            "lower", (value, options) -> PlainValues.print(value).toLowerCase(Locale.ROOT),
            "trim", (value, options) -> PlainValues.print(value).strip(),
            "size", (value, options) -> String.valueOf(size(value)),
            "json", (value, options) -> value == null ? "null" : Json.compact(Json.treeOf(value)),
            "eq", (value, options) -> isEqual(value, options.param(0, null)) ? "true" : "",
            "default", (value, options) -> PlainValues.print(isNothing(value) ? options.param(0, "") : value),
            "join", (value, options) -> join(value, PlainValues.print(options.param(0, ", "))),
            "replace",
                    (value, options) -> replace(
                            PlainValues.print(value),
                            PlainValues.print(options.param(0, "")),
                            PlainValues.print(options.param(1, ""))));

    private Helpers() {}

    static boolean isBlock(String name) {
        return BLOCKS.containsKey(name);
    }

    static List<String> names() {
        return java.util.stream.Stream.of(BLOCKS.keySet(), INLINE.keySet(), List.of("lookup"))
                .flatMap(java.util.Collection::stream)
                .sorted()
                .toList();
    }

    /** Registers these helpers and disables all others of the library, which read files, bundles and templates. */
    static void register(Handlebars handlebars) {
        for (Map.Entry<String, Helper<?>> known : List.copyOf(handlebars.helpers())) {
            handlebars.registerHelper(known.getKey(), (value, options) -> {
                throw new TemplateException("unknown helper '" + options.helperName + "'");
            });
        }
        BLOCKS.forEach(handlebars::registerHelper);
        handlebars.registerHelper("lookup", (value, options) -> lookup(value, PlainValues.print(options.param(0, ""))));
        INLINE.forEach((name, computation) -> handlebars.registerHelper(
                name, (value, options) -> RenderBudget.of(options.context).spend(computation.of(value, options))));
    }

    private static @Nullable Object lookup(@Nullable Object value, String key) {
        if (value instanceof List<?> items) {
            boolean isIndex = key.matches("\\d{1,9}") && Integer.parseInt(key) < items.size();
            return isIndex ? items.get(Integer.parseInt(key)) : null;
        }
        return value instanceof Map<?, ?> members ? members.get(key) : null;
    }

    private static boolean isNothing(@Nullable Object value) {
        return Handlebars.Utils.isEmpty(value) && !(value instanceof Number) && !(value instanceof Boolean);
    }

    private static boolean isEqual(@Nullable Object value, @Nullable Object other) {
        return PlainValues.print(value).equals(PlainValues.print(other));
    }

    private static int size(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items.size();
        }
        if (value instanceof Map<?, ?> members) {
            return members.size();
        }
        String text = PlainValues.print(value);
        return text.codePointCount(0, text.length());
    }

    private static String join(@Nullable Object value, String between) {
        return value instanceof List<?> items
                ? items.stream().map(PlainValues::print).collect(Collectors.joining(between))
                : PlainValues.print(value);
    }

    private static String replace(String text, String sought, String instead) {
        if (sought.isEmpty()) {
            return text;
        }
        long places = text.split(java.util.regex.Pattern.quote(sought), -1).length - 1L;
        if (text.length() + places * instead.length() > RenderBudget.MAX_LENGTH) {
            throw new TemplateException("the template produces more than " + RenderBudget.MAX_LENGTH + " characters");
        }
        return text.replace(sought, instead);
    }

    /** Computes an inline helper from its first argument and its options. */
    @FunctionalInterface
    private interface Computation {
        String of(@Nullable Object value, Options options);
    }
}
