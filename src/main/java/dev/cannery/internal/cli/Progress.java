package dev.cannery.internal.cli;

import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.result.InteractionResult;
import java.util.ArrayList;
import java.util.List;

/** Prints each result when it arrives, a progress count on a terminal, and at the end the cases that were not tried. */
final class Progress {
    private static final int FEW = 3;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal out;
    private final int total;
    private final boolean isTerminal;
    private final List<InteractionResult> untried = new ArrayList<>();
    private final ConsoleReport rows = new ConsoleReport();
    private int done;

    Progress(Terminal out, int total, boolean isTerminal) {
        this.out = out;
        this.total = total;
        this.isTerminal = isTerminal;
    }

    synchronized void add(InteractionResult result) {
        clear();
        if (result.isCutOff() && result.attempts().isEmpty()) {
            untried.add(result);
        } else {
            rows.next(result).forEach(out::result);
        }
        done++;
        if (isTerminal && done < total) {
            out.print("  … " + done + " of " + total);
        }
        out.flush();
    }

    /** Prints the cases that were not tried: a few by name, many as one line. */
    synchronized void end() {
        clear();
        if (untried.size() <= FEW) {
            untried.forEach(result -> ConsoleReport.lines(result).forEach(out::result));
        } else {
            out.println(
                    "  SKIP     " + untried.size() + " cases  " + untried.get(0).reason());
        }
    }

    /** Removes the last count from the terminal. */
    private void clear() {
        if (isTerminal) {
            out.control(CLEAR_LINE);
        }
    }
}
