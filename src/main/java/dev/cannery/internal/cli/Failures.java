package dev.cannery.internal.cli;

import dev.cannery.ServerStartException;
import dev.cannery.internal.contract.requests.RecordedRequestsException;
import dev.cannery.internal.record.RecordingException;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reports why a command cannot run: a line for each problem, without a stack trace. With {@code --log-format json} the lines
 * are JSON objects.
 */
final class Failures {
    private static final int USAGE_ERROR = 2;
    private static final String LOG_FORMAT = "--log-format";

    private final Terminal err;
    private final boolean isJson;

    private Failures(CommandLine command, List<String> arguments) {
        this.err = Terminal.err(command);
        this.isJson = command.getCommandSpec().findOption(LOG_FORMAT) != null && wantsJson(arguments);
    }

    /** Whether the arguments ask for JSON. Looks at the raw arguments, since options have no values yet if parsing failed. */
    private static boolean wantsJson(List<String> arguments) {
        int at = arguments.indexOf(LOG_FORMAT);
        return arguments.contains(LOG_FORMAT + "=json")
                || (at >= 0
                        && at + 1 < arguments.size()
                        && arguments.get(at + 1).equals("json"));
    }

    static int report(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        return new Failures(command, List.of(arguments))
                .report(
                        "usage",
                        UsageSentence.of(fault) + " Try '"
                                + command.getCommandSpec().qualifiedName() + " --help'.");
    }

    static int report(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        Failures failures = new Failures(command, arguments.originalArgs());
        if (fault instanceof SourceProblemsException files) {
            return failures.report(files);
        }
        if (fault instanceof UserError
                || fault instanceof ServerStartException
                || fault instanceof RecordingException
                || fault instanceof RecordedRequestsException) {
            return failures.report("failed", String.valueOf(fault.getMessage()));
        }
        throw fault;
    }

    /** Reports that the memory is exhausted. */
    static int report(OutOfMemoryError fault, CommandLine program) {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return new Failures(program, List.of())
                .report(
                        "failed",
                        "out of memory: " + mebibytes + " MiB are not enough (" + fault.getMessage()
                                + "). Give the program more with java -Xmx");
    }

    private int report(SourceProblemsException files) {
        for (SourceProblem problem : files.sourceProblems()) {
            if (problem.at().equals(SourceLocation.NOWHERE)) {
                report("failed", problem.message());
            } else {
                print("invalid_file", problem.sentence() + (isJson ? "" : SourceLine.under(problem.at())));
            }
        }
        if (files.leftOut() > 0) {
            print("invalid_file", Problems.more(files.leftOut()));
        }
        return USAGE_ERROR;
    }

    private int report(String event, String sentence) {
        print(event, isJson ? sentence : "cannery: " + sentence);
        return USAGE_ERROR;
    }

    private void print(String event, String line) {
        err.println(isJson ? ServeLog.json(Instant.now(), Level.ERROR, event, line, Map.of()) : line);
        err.flush();
    }
}
