package dev.cannery.internal.cli;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.evidence.EvidenceException;
import dev.cannery.internal.server.ServerStartException;
import dev.cannery.internal.source.InvalidFilesException;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How the program ends when something is wrong: a line for each mistake, and no stack trace for a user's. */
final class Failures {
    private static final int USER_ERROR = 2;

    private Failures() {}

    static int report(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        Terminal err = Terminal.err(command);
        err.println("cannery: " + sentence(fault, command) + " Try '"
                + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return USER_ERROR;
    }

    private static String sentence(ParameterException fault, CommandLine command) {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            Stream<String> options = command.getCommandSpec().optionsMap().keySet().stream();
            Stream<String> commands = command.getSubcommands().keySet().stream();
            List<String> known = Stream.concat(options, commands).toList();
            return "there is no option or command '" + word + "'." + Suggestion.sentence(word, known);
        }
        String message = String.valueOf(fault.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    static int report(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        Terminal err = Terminal.err(command);
        if (fault instanceof InvalidFilesException contract) {
            contract.problems().forEach(problem -> err.println(line(problem)));
            if (contract.leftOut() > 0) {
                err.println(Problems.more(contract.leftOut()));
            }
        } else if (fault instanceof EvidenceException evidence) {
            err.println("cannery: " + evidence.getMessage());
        } else if (fault instanceof UserError || fault instanceof ServerStartException) {
            err.println("cannery: " + fault.getMessage());
        } else {
            throw fault;
        }
        err.flush();
        return USER_ERROR;
    }

    private static String line(SourceProblem problem) {
        return problem.at().equals(SourceLocation.NOWHERE)
                ? "cannery: " + problem.message()
                : problem.sentence() + SourceLine.under(problem.at());
    }
}
