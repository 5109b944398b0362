package dev.cannery.junit;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The dialect in which a test runs.
 *
 * @param name the name of its profile, for people
 * @param profile the built-in profile, or the file of another
 * @param differences in what it differs from OpenAI, each in one sentence
 */
record Dialect(String name, String profile, List<String> differences) {
    /** The configuration parameter that names the dialects of all classes. */
    static final String PARAMETER = "cannery.dialects";

    /** The number of differences that a failure shows. */
    private static final int SHOWN = 6;

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Dialect.class);

    Dialect {
        differences = List.copyOf(differences);
    }

    /**
     * Returns the dialects of these names, without doubles.
     *
     * @param where the annotation or parameter that names them, for messages
     * @throws ExtensionConfigurationException if one does not exist
     */
    static List<Dialect> of(List<String> names, String where) {
        return names.stream()
                .flatMap(name -> name.equals(ChatMockTest.ALL) ? all() : Stream.of(name))
                .distinct()
                .map(name -> of(name, where))
                .toList();
    }

    /** Azure is at an address of its own, where a client of the others does not send. */
    private static Stream<String> all() {
        return ProfileReader.dialects().stream()
                .filter(name -> ProfileReader.read(name).isAtUsualAddress());
    }

    private static Dialect of(String nameOrFile, String where) {
        try {
            Profile profile = ProfileReader.find(nameOrFile);
            // a day may follow the name
            String name = nameOrFile.startsWith(profile.name()) ? nameOrFile : profile.name();
            return new Dialect(name, nameOrFile, profile.differences());
        } catch (SourceProblemsException e) {
            throw new ExtensionConfigurationException(where + ": " + e.getMessage());
        }
    }

    /**
     * Returns the dialects that the configuration parameter names; empty without it.
     *
     * @throws ExtensionConfigurationException if one does not exist
     */
    static List<Dialect> configured(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(names -> of(
                        Arrays.stream(names.split(",", -1)).map(String::strip).toList(),
                        "the configuration parameter " + PARAMETER))
                .orElse(List.of());
    }

    /** Returns the dialect in which the test or class of this context runs; empty for that of each contract. */
    static Optional<Dialect> current(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(STORE).get(Dialect.class, Dialect.class));
    }

    /** Lets all tests below this context run in this dialect. */
    void enter(ExtensionContext context) {
        context.getStore(STORE).put(Dialect.class, this);
    }

    /** Returns what to know about the dialect when a test fails in it. */
    String hint() {
        if (name.equals(Profile.DEFAULT) || differences.isEmpty()) {
            return "in the dialect '" + name + "'";
        }
        int more = differences.size() - SHOWN;
        return differences.stream()
                .limit(SHOWN)
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining(
                        "",
                        "in the dialect '" + name + "', which differs from OpenAI's:",
                        more > 0 ? "\n  and in " + Words.counted(more, "other point") : ""));
    }
}
