package dev.cannery.cli;

import dev.cannery.verify.report.ConsoleReport;
import dev.cannery.verify.result.InteractionResult;
import java.io.PrintWriter;

/** Prints each result as it comes, and on a terminal how many are still to come. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final int total;
    private final boolean isTerminal;
    private int done;

    Progress(PrintWriter out, int total, boolean isTerminal) {
        this.out = out;
        this.total = total;
        this.isTerminal = isTerminal;
    }

    synchronized void took(InteractionResult result) {
        end();
        ConsoleReport.lines(result).forEach(out::println);
        done++;
        if (isTerminal && done < total) {
            out.print("  … " + done + " of " + total);
        }
        out.flush();
    }

    /** Takes the last count off the terminal. */
    synchronized void end() {
        if (isTerminal) {
            out.print(CLEAR_LINE);
        }
    }
}
