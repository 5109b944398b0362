package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TerminalTest {
    private static final String RESULTS = """
              PASS     says hello / json
              WARN     says hello / stream
                WARN  chunks[1].id  "b"  expected "a"  C404
              FAIL     a name with FAIL in it and \u001b[32mgreen
                FAIL  message  "a"  expected "b"  C319
              SKIP     not tried
            warning  a.yaml:1:1 odd
            error    a.yaml:2:1 wrong
            PASSED is no mark
            """;

    private static String printed(boolean isColoured) {
        StringWriter text = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(text), isColoured);
        RESULTS.lines().forEach(terminal::result);
        terminal.flush();
        return text.toString().replace("\r\n", "\n");
    }

    @Test
    void coloursTheMarksOfResultsOnATerminal() {
        GoldenFile.of("colours.txt").assertHolds(printed(true).replace("\u001b", "<ESC>"));
    }

    @Test
    void printsNoColoursElsewhere() {
        assertThat(printed(false)).isEqualTo(RESULTS.replace("\u001b", "\\u001b"));
    }

    private static Stream<String> commands() {
        return Stream.concat(Stream.of(""), Main.commandLine("--help").getSubcommands().keySet().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsNoWiderThanATerminal(String command) {
        String[] arguments = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
        for (int width : new int[] {60, 80}) {
            StringWriter out = new StringWriter();
            CommandLine line = Main.commandLine(arguments).setOut(new PrintWriter(out));
            line.setUsageHelpWidth(width);

            line.execute(arguments);

            List<String> lines = Arrays.asList(out.toString().split("\\R"));
            assertThat(lines).hasSizeGreaterThan(5).allMatch(shown -> shown.length() <= width);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesAndExitCodesOfTheHelpFitOnOneLineEach(String command) {
        CommandLine line = Main.commandLine(command, "--help");
        CommandLine of = command.isEmpty()
                ? line
                : Objects.requireNonNull(line.getSubcommands().get(command));

        assertThat(of.getCommandSpec().usageMessage().footer())
                .filteredOn(shown -> shown.startsWith("  "))
                .allMatch(shown -> shown.length() <= 80);
    }
}
