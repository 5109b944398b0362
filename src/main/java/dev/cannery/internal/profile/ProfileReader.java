package dev.cannery.internal.profile;

import dev.cannery.internal.profile.sign.Recognizer;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.source.SourceReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads profiles: the built-in ones, and users' files that extend them.
 *
 * <p>All problems of a file are reported at once, each with its line and column.
 */
public final class ProfileReader {
    private static final List<String> BUILT_IN = BuiltInProfiles.NAMES;
    private static final int LONGEST_CHAIN = 8;
    private static final Pattern DATED = Pattern.compile("(.+)@([^@/]*)");

    /** The built-in profiles as edited by people. */
    private static final String WRITTEN = "%s.yaml";
    /** The same profiles as JSON, which is read in half the time: every server start waits for its profile. */
    private static final String PREPARED = "prepared/%s.json";

    /** The form of completions, over which every profile is laid. */
    private static final String FORMS = "openai-forms";

    private static final Pattern FILE = Pattern.compile(".*[/\\\\].*|.*\\.(?:ya?ml|json)", Pattern.CASE_INSENSITIVE);

    private final Problems problems = new Problems();
    private final Overlay overlay = new Overlay();
    /** The resource path pattern of the built-in profiles and their parts. */
    private final String resources;

    private ProfileReader(String resources) {
        this.resources = resources;
    }

    /** Returns the names of the built-in profiles. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /** Returns a recognizer of the providers that have a built-in profile. */
    public static Recognizer recognizer() {
        return SignReader.recognizer();
    }

    /** Returns the names of the built-in profiles that model one provider or server as it is, OpenAI's first. */
    public static List<String> dialects() {
        return BUILT_IN.stream()
                .filter(name -> !BuiltInProfiles.NO_DIALECTS.contains(name))
                .toList();
    }

    /**
     * Returns the profile that a user names: a built-in one by its name, any other by its file, which ends in {@code .yaml},
     * {@code .yml} or {@code .json} or contains a path separator. A day may follow: {@code openai@2024-06-30} applies the rules
     * of that day.
     *
     * @throws SourceProblemsException when the profile does not exist or is invalid
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
            throw SourceProblemsException.of(
                    nameOrFile + ": expected a date such as 2026-01-31, was '" + OneLine.value(text) + "'");
        }
    }

    private static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /**
     * Returns the built-in profile of that name.
     *
     * @throws SourceProblemsException when there is no such profile
     */
    public static Profile read(String name) {
        if (!BUILT_IN.contains(name)) {
            throw SourceProblemsException.of(UnknownWord.sentence("profile", name, BUILT_IN));
        }
        return BuiltInProfiles.of(name);
    }

    /** Reads a built-in profile, and those that it extends, from the prepared JSON files. */
    static Profile readBuiltIn(String name) {
        ProfileReader reader = new ProfileReader(PREPARED);
        return reader.profile(reader.resource(name));
    }

    /**
     * Reads a user's profile.
     *
     * @throws SourceProblemsException when the file is not a valid profile
     */
    public static Profile read(Path file) {
        ProfileReader reader = new ProfileReader(WRITTEN);
        Optional<String> text = SourceReader.text(file, reader.problems);
        reader.problems.throwIfAny();
        return reader.profile(reader.parse(FileNames.shown(file), text.orElseThrow()));
    }

    private Profile profile(Optional<SourceNode.Mapping> file) {
        Optional<SourceNode.Mapping> whole = file.map(root -> extended(root, 0))
                .flatMap(root -> resource(FORMS).map(below -> overlay.over(root, below)));
        problems.throwIfAny();
        SourceValue root = SourceValue.of(whole.orElseThrow(), problems);
        Profile profile = new ProfileCompiler(root.fields("a profile"), overlay).compile();
        problems.throwIfAny();
        return profile;
    }

    /** Merges a file over the parts and the profile that it names. */
    private SourceNode.Mapping extended(SourceNode.Mapping file, int depth) {
        Fields fields = SourceValue.of(file, problems).fields("a profile");
        SourceNode.Mapping whole = file;
        for (SourceValue part : fields.items("parts")) {
            whole = over(whole, part, part.text().orElse(""), depth);
        }
        Optional<SourceValue> base = fields.find("extends");
        String name = base.flatMap(SourceValue::text).orElse("");
        if (base.isPresent() && !BUILT_IN.contains(name) && !BuiltInProfiles.RESPONSES.contains(name)) {
            base.get().problem(UnknownWord.sentence("profile to extend", name, BUILT_IN));
        } else if (base.isPresent()) {
            whole = over(whole, base.get(), name, depth);
        }
        return whole;
    }

    private SourceNode.Mapping over(SourceNode.Mapping whole, SourceValue place, String name, int depth) {
        if (depth == LONGEST_CHAIN) {
            place.problem("a profile must not extend itself, directly or indirectly");
            return whole;
        }
        return resource(name)
                .map(below -> overlay.over(whole, extended(below, depth + 1)))
                .orElse(whole);
    }

    private Optional<SourceNode.Mapping> resource(String name) {
        String file = String.format(Locale.ROOT, resources, name);
        try (InputStream in = ProfileReader.class.getResourceAsStream(file)) {
            if (in == null) {
                problems.add(new SourceLocation(file, 0, 0), "", "unknown part of a profile");
                return Optional.empty();
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<SourceNode.Mapping> parse(String file, String text) {
        List<SourceNode> documents = new SourceParser(file, problems).parse(text);
        if (documents.size() == 1 && documents.get(0) instanceof SourceNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (problems.isEmpty()) {
            problems.add(new SourceLocation(file, 1, 1), "", "a profile must be a mapping");
        }
        return Optional.empty();
    }
}
