package dev.cannery.junit;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The dialect in which a test runs.
 *
 * @param name the name of its profile, for people
 * @param profile the built-in profile, or the file of another
 * @param differences in what it differs from OpenAI, each in one sentence
 */
record Dialect(String name, String profile, List<String> differences) {
    /** The number of differences that a failure shows. */
    private static final int SHOWN = 6;

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
                .flatMap(name -> name.equals(ChatMockVariants.ALL) ? all() : Stream.of(name))
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
