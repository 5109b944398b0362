package dev.cannery.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code cannery}; without a command it serves. */
@Command(
        name = "cannery",
        description = "Contract tests and a mock server for chat-completion APIs.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            ReviewCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            ProbeCommand.class,
            ProfilesCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main extends ServeOptions {
    private Main() {}

    /** Runs the program and ends the process with its exit code: 0 done, 2 a mistake of the user's. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Failures::report)
                .setExecutionExceptionHandler(Failures::report)
                .setUsageHelpAutoWidth(true);
    }
}
