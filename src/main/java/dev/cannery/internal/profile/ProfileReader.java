package dev.cannery.internal.profile;

import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceReader;
import dev.cannery.internal.source.UnknownWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles: the built-in ones, and files of users that extend one of them.
 *
 * <p>A file that cannot be used is told of in full, each fault with its line and column.
 */
public final class ProfileReader {
    private static final List<String> BUILT_IN = BuiltInProfiles.NAMES;
    private static final int LONGEST_CHAIN = 8;
    private static final Pattern DATED = Pattern.compile("(.+)@([^@/]*)");

    /** As people read and write them, so that a fault has its place. */
    private static final String WRITTEN = "%s.yaml";
    /** The same in JSON, which takes half of the time: the start of every server waits for its profile. */
    private static final String PREPARED = "prepared/%s.json";

    private static final Pattern FILE = Pattern.compile(".*[/\\\\].*|.*\\.(?:ya?ml|json)", Pattern.CASE_INSENSITIVE);

    private final Faults faults = new Faults();
    private final YamlValues values = new YamlValues(faults);
    /** Where the built-in profiles and their parts are read from. */
    private final String resources;

    private ProfileReader(String resources) {
        this.resources = resources;
    }

    /** The names of the built-in profiles. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * The profile that a user names: a built-in one by its name, any other by its file, which ends in {@code .yaml},
     * {@code .yml} or {@code .json} or has a folder ahead. Behind either may stand the day as of which it judges: {@code openai@2024-06-30}.
     *
     * @throws InvalidProfileException when there is none, or the file cannot be read as a profile
     */
    public static Profile find(String nameOrFile) {
        Matcher dated = DATED.matcher(nameOrFile);
        if (!dated.matches()) {
            return isFile(nameOrFile) ? read(Path.of(nameOrFile)) : read(nameOrFile);
        }
        LocalDate day = day(dated.group(2), nameOrFile);
        return find(dated.group(1)).asOf(day);
    }

    private static LocalDate day(String text, String nameOrFile) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidProfileException(
                    List.of(nameOrFile + ": expected a date as 2026-01-31, was '" + OneLine.value(text) + "'."));
        }
    }

    private static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /**
     * The built-in profile of that name.
     *
     * @throws InvalidProfileException when there is none
     */
    public static Profile read(String name) {
        if (!BUILT_IN.contains(name)) {
            throw new InvalidProfileException(List.of(UnknownWord.sentence("profile", name, BUILT_IN)));
        }
        return BuiltInProfiles.of(name);
    }

    /** Reads the profile of that name, and the others that this one extends, from what was prepared of their files. */
    static Profile readBuiltIn(String name) {
        ProfileReader reader = new ProfileReader(PREPARED);
        return reader.profile(reader.resource(name));
    }

    /**
     * The profile in a user's file.
     *
     * @throws InvalidProfileException when the file cannot be read as a profile
     */
    public static Profile read(Path file) {
        ProfileReader reader = new ProfileReader(WRITTEN);
        Optional<String> text = SourceReader.text(file, reader.faults.problems());
        reader.faults.throwIfAny();
        return reader.profile(reader.parse(FileNames.shown(file), text.orElseThrow()));
    }

    private Profile profile(@Nullable YamlNode root) {
        YamlNode whole = root == null ? null : extended(root, 0);
        faults.throwIfAny();
        if (whole == null) {
            throw new IllegalStateException("a profile without faults must have a root");
        }
        Profile profile = new ProfileCompiler(values, whole).compile();
        faults.throwIfAny();
        return profile;
    }

    /** The node laid over the parts and the profile that it names. */
    private YamlNode extended(YamlNode node, int depth) {
        YamlNode whole = node;
        for (String part : values.texts(node, "parts")) {
            YamlNode below = named(node, part, depth);
            whole = below == null ? whole : whole.over(below);
        }
        String base = values.text(node, "extends");
        if (base != null && !BUILT_IN.contains(base)) {
            faults.addUnknown(YamlValues.at(node, "extends"), "profile to extend", base, BUILT_IN);
        } else if (base != null) {
            YamlNode below = named(node, base, depth);
            whole = below == null ? whole : whole.over(below);
        }
        return whole;
    }

    private @Nullable YamlNode named(YamlNode node, String name, int depth) {
        if (depth == LONGEST_CHAIN) {
            faults.add(node, "profiles must not extend each other in a circle.");
            return null;
        }
        YamlNode below = resource(name);
        return below == null ? null : extended(below, depth + 1);
    }

    private @Nullable YamlNode resource(String name) {
        String file = resources.formatted(name);
        try (InputStream in = ProfileReader.class.getResourceAsStream(file)) {
            if (in == null) {
                faults.problems().add(new SourceLocation(file, 0, 0), "", "there is no such part of a profile.");
                return null;
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable YamlNode parse(String file, String text) {
        List<SourceNode> documents = new SourceParser(file, faults.problems()).parse(text);
        if (documents.size() == 1 && documents.get(0) instanceof SourceNode.Mapping mapping) {
            return YamlNode.of(mapping);
        }
        if (faults.problems().isEmpty()) {
            faults.problems()
                    .add(new SourceLocation(file, 1, 1), "", "a profile must be one mapping of keys to values.");
        }
        return null;
    }
}
