package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import dev.cannery.internal.server.chaos.InjectedFault;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The dialect and the misbehaviour with which a test runs.
 *
 * @param dialect the dialect in which it runs; null for the provider of each contract
 * @param misbehaviour what one response does wrong; null for nothing
 */
record Variant(@Nullable Dialect dialect, @Nullable Misbehaviour misbehaviour) {
    /** The configuration parameter that names the dialects of classes that name none. */
    static final String DIALECTS = "cannery.dialects";

    /** The configuration parameter that names the misbehaviours of classes that name none. */
    static final String MISBEHAVE = "cannery.misbehave";

    private static final Variant PLAIN = new Variant(null, null);

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Variant.class);

    /**
     * Returns all combinations of the dialects and misbehaviours; one plain variant if there are none.
     *
     * @throws ExtensionConfigurationException if the parameter names something unknown
     */
    static List<Variant> of(List<Dialect> dialects, List<Misbehaviour> words) {
        List<Misbehaviour> each = words.stream().distinct().toList();
        return dialects.isEmpty()
                ? with(null, each).toList()
                : dialects.stream().flatMap(dialect -> with(dialect, each)).toList();
    }

    private static Stream<Variant> with(@Nullable Dialect dialect, List<Misbehaviour> words) {
        return words.isEmpty()
                ? Stream.of(new Variant(dialect, null))
                : words.stream().map(word -> new Variant(dialect, word));
    }

    /**
     * Returns the dialects that the configuration parameter names; empty without it.
     *
     * @throws ExtensionConfigurationException if one does not exist
     */
    static List<Dialect> configuredDialects(ExtensionContext context) {
        return configured(context, DIALECTS, names -> Dialect.of(names, where(DIALECTS)));
    }

    /**
     * Returns the misbehaviours that the configuration parameter names; empty without it.
     *
     * @throws ExtensionConfigurationException if one does not exist
     */
    static List<Misbehaviour> configuredWords(ExtensionContext context) {
        return configured(context, MISBEHAVE, words -> {
            try {
                return InjectedFault.misbehaviours(words);
            } catch (IllegalArgumentException e) {
                throw new ExtensionConfigurationException(where(MISBEHAVE) + ": " + e.getMessage());
            }
        });
    }

    private static <T> List<T> configured(
            ExtensionContext context, String parameter, Function<List<String>, List<T>> read) {
        return context.getConfigurationParameter(parameter)
                .map(names -> read.apply(
                        Arrays.stream(names.split(",", -1)).map(String::strip).toList()))
                .orElse(List.of());
    }

    private static String where(String parameter) {
        return "the configuration parameter " + parameter;
    }

    /** Returns the variant in which the class of this context runs; empty if it runs in none. */
    static Optional<Variant> entered(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(STORE).get(Variant.class, Variant.class));
    }

    /**
     * Returns the variant in which a test runs: that of its class, or the one that the configuration names.
     *
     * @throws ExtensionConfigurationException if the configuration names several for a class that runs once
     */
    static Variant current(ExtensionContext context) {
        return entered(context).orElseGet(() -> configured(context));
    }

    private static Variant configured(ExtensionContext context) {
        return new Variant(
                only(configuredDialects(context), DIALECTS, Dialect::profile, context),
                only(configuredWords(context), MISBEHAVE, Misbehaviour::word, context));
    }

    private static <T> @Nullable T only(
            List<T> named, String parameter, Function<T, String> name, ExtensionContext context) {
        if (named.size() > 1) {
            throw new ExtensionConfigurationException(where(parameter) + " names " + named.size() + " values, but "
                    + TestSettings.name(context) + " runs once. Name one, such as " + parameter + "="
                    + name.apply(named.get(0)) + ", or add @ChatMockVariants to its class");
        }
        return named.isEmpty() ? null : named.get(0);
    }

    /** Lets all tests below this context run in this variant. */
    void enter(ExtensionContext context) {
        context.getStore(STORE).put(Variant.class, this);
    }

    /** Returns this variant with what it leaves open taken from another. */
    Variant or(Variant other) {
        return new Variant(
                dialect == null ? other.dialect : dialect, misbehaviour == null ? other.misbehaviour : misbehaviour);
    }

    boolean isPlain() {
        return equals(PLAIN);
    }

    /** Returns the name of the variant, such as {@code deepseek, cut_arguments}; empty for a plain one. */
    String label() {
        return Stream.of(dialect == null ? null : dialect.name(), misbehaviour == null ? null : misbehaviour.word())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
