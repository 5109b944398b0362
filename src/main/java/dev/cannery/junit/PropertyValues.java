package dev.cannery.junit;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.server.OpenScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** System properties that are set to a mock's URL until they are restored. */
final class PropertyValues implements AutoCloseable {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    private PropertyValues() {}

    /**
     * Sets the system properties of the settings.
     *
     * @throws ExtensionConfigurationException if one is invalid; then none is set
     */
    static PropertyValues set(Settings settings, OpenScope scope) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.properties().forEach(property -> {
            int equals = property.indexOf('=');
            String name = equals < 0 ? property : property.substring(0, equals);
            if (name.isBlank()) {
                throw new ExtensionConfigurationException(
                        settings.where() + ": properties must be 'name' or 'name=value', was '" + property + "'");
            }
            values.put(
                    name.strip(), equals < 0 ? scope.baseUrl().toString() : value(property, equals, settings, scope));
        });
        PropertyValues set = new PropertyValues();
        values.forEach((name, value) -> set.before.put(name, System.setProperty(name, value)));
        return set;
    }

    private static String value(String property, int equals, Settings settings, OpenScope scope) {
        Map<String, String> known = Map.of(
                "baseUrl",
                scope.baseUrl().toString(),
                "rootUrl",
                scope.rootUrl().toString());
        Matcher matcher = PLACEHOLDER.matcher(property.substring(equals + 1));
        return matcher.replaceAll(found -> {
            String value = known.get(found.group(1));
            if (value == null) {
                throw new ExtensionConfigurationException(settings.where() + ": unknown placeholder '{" + found.group(1)
                        + "}' in '" + property + "'." + suggestion(found.group(1), known.keySet()));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String suggestion(String name, Set<String> known) {
        String sentence = Suggestion.sentence(name, known);
        return sentence.isEmpty() ? " Known: {baseUrl} and {rootUrl}" : sentence;
    }

    /** Restores the previous value of every property, or removes it if it had none. */
    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    /** Returns the names of these properties, for messages. */
    static String names(List<String> properties) {
        return properties.stream()
                .map(property -> property.split("=", 2)[0])
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
