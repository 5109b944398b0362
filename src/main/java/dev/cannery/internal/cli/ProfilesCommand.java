package dev.cannery.internal.cli;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery profiles} command: lists the provider profiles, or shows the rules of one and their sources. */
@Command(
        name = "profiles",
        description = "Lists the provider profiles, or shows the rules of one.",
        footer = {"%nExample:", "  cannery profiles openai --field temperature"},
        mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {
    private static final int USUAL_WIDTH = 80;
    private static final String PAGE = "/dev/cannery/internal/profile/profiles.md";

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Profile to show the rules of.")
    private @Nullable String name;

    @Option(names = "--field", paramLabel = "FIELD", description = "Only the rules on this field.")
    private @Nullable String field;

    @Override
    public Integer call() throws IOException {
        Terminal out = Terminal.out(spec.commandLine());
        if (name == null) {
            int width = ProfileReader.builtIn().stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            for (String builtIn : ProfileReader.builtIn()) {
                Profile profile = ProfileReader.read(builtIn);
                out.println(builtIn + " ".repeat(width - builtIn.length()) + "  " + profile.about());
            }
            return 0;
        }
        if (!ProfileReader.builtIn().contains(name)) {
            throw new UserError("unknown profile '" + name + "'." + Suggestion.sentence(name, ProfileReader.builtIn()));
        }
        List<String> section = section(name);
        List<String> shown = field == null
                ? section
                : section.stream()
                        .filter(line -> line.contains("`" + field + "`"))
                        .toList();
        if (shown.isEmpty()) {
            throw new UserError("the profile '" + name + "' has no rule for the field '" + field + "'");
        }
        PlainPage.of(shown, width()).forEach(out::println);
        return 0;
    }

    /** Returns the terminal's width from COLUMNS, or a usual width if it is not set. */
    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /** Returns the lines of the generated page between the profile's heading and the next. */
    private static List<String> section(String name) throws IOException {
        try (InputStream page = Objects.requireNonNull(ProfilesCommand.class.getResourceAsStream(PAGE))) {
            List<String> lines = new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int start = lines.indexOf("## " + name) + 1;
            return lines.subList(start, lines.size()).stream()
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        }
    }
}
