package dev.cannery.cli;

import dev.cannery.source.OneLine;
import java.io.Console;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * What commands print to. Whatever words of contracts, file names or providers are in a line, it stays a line, moves no cursor,
 * and commands no runner of CI jobs.
 */
final class Terminal extends PrintWriter {
    private Terminal(PrintWriter to) {
        super(to, true);
    }

    /** The standard output of a command. */
    static Terminal out(CommandLine command) {
        return new Terminal(command.getOut());
    }

    /** The standard error of a command. */
    static Terminal err(CommandLine command) {
        return new Terminal(command.getErr());
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
