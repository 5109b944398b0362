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
 * What commands print to. Whatever words of contracts, file names or providers are in a line, it stays a line, moves no cursor,
 * and commands no runner of CI jobs.
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

    /** The standard output of a command. */
    static Terminal out(CommandLine command) {
        return new Terminal(command.getOut(), isColoured());
    }

    /** The standard error of a command. */
    static Terminal err(CommandLine command) {
        return new Terminal(command.getErr(), isColoured());
    }

    /** Whether people read what is printed, rather than a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // asked for only on older JDKs
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since JDK 22 there is a console in a pipe too
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether colours are wanted: see no-color.org. */
    private static boolean isColoured() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM")) && isPresent();
    }

    /** Prints a line of results; on a terminal, the mark that it begins with in its colour. */
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

    /** Prints what moves the cursor or changes a colour, which no words from elsewhere may be a part of. */
    void control(String sequence) {
        super.write(sequence, 0, sequence.length());
    }
}
