package dev.cannery.internal.cli;

import dev.cannery.internal.source.OneLine;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The output of commands, with control characters escaped. Text from contracts, file names or providers can neither break a
 * line, move the cursor nor issue a command to a CI runner.
 */
final class Terminal extends PrintWriter {
    private static final Map<String, Style> COLOURS = Map.of(
            "PASS", Style.fg_green,
            "WARN", Style.fg_yellow,
            "FAIL", Style.fg_red,
            "warning", Style.fg_yellow,
            "error", Style.fg_red);

    private static final Pattern MARK = Pattern.compile("^ *(" + String.join("|", COLOURS.keySet()) + ") ");

    private final boolean isColoured;

    Terminal(PrintWriter to, boolean isColoured) {
        super(to, true);
        this.isColoured = isColoured;
    }

    /** Returns the standard output of a command. */
    static Terminal out(CommandLine command) {
        return new Terminal(command.getOut(), isColoured());
    }

    /** Returns the standard error of a command. */
    static Terminal err(CommandLine command) {
        return new Terminal(command.getErr(), isColoured());
    }

    /** Whether the output goes to a terminal rather than to a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // asked for only on older JDKs
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since JDK 22, System.console() is not null in a pipe either
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether to print colours; NO_COLOR follows no-color.org. */
    private static boolean isColoured() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM")) && isPresent();
    }

    /** Prints a line of results. On a terminal, the mark at its beginning is coloured. */
    void result(String line) {
        Matcher mark = MARK.matcher(line);
        if (!isColoured || !mark.find()) {
            println(line);
            return;
        }
        Style style = Objects.requireNonNull(COLOURS.get(mark.group(1)));
        print(line.substring(0, mark.start(1)));
        control(style.on());
        print(mark.group(1));
        control(style.off());
        println(line.substring(mark.end(1)));
    }

    @Override
    public void print(String text) {
        super.print(OneLine.printed(text));
    }

    @Override
    public void println(String text) {
        super.println(OneLine.printed(text));
    }

    /** Prints a control sequence as it is. It must not contain text from outside the program. */
    void control(String sequence) {
        super.write(sequence, 0, sequence.length());
    }
}
