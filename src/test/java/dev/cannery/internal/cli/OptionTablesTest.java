package dev.cannery.internal.cli;

import dev.cannery.GuideSection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Generates the option tables of the guides from the command line's model. */
class OptionTablesTest {
    @ParameterizedTest
    @CsvSource({
        "serve, server.md",
        "verify, verification.md",
        "probe, verification.md",
        "record, recording.md",
        "replay, recording.md"
    })
    void aGuideListsTheOptionsOfACommand(String command, String guide) {
        CommandSpec spec = Objects.requireNonNull(
                        Main.commandLine(command).getSubcommands().get(command))
                .getCommandSpec();

        GuideSection.of(guide, "options: " + command)
                .assertHolds(spec.options().stream()
                        .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                        .map(OptionTablesTest::row)
                        .collect(Collectors.joining("\n", "| option | meaning |\n|---|---|\n", "\n")));
    }

    private static String row(OptionSpec option) {
        String argument = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        String description = String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString()))
                .replace("%%", "%")
                .replace("|", "\\|")
                .replace("<", "&lt;");
        return "| `" + option.longestName() + argument.replace("|", "\\|") + "` | " + description + " |";
    }
}
