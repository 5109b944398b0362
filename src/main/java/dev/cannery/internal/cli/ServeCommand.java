package dev.cannery.internal.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The {@code cannery serve} command, which is the default. */
@Command(
        name = "serve",
        description = "Serves contracts as a chat-completions API. This is the default command.",
        footer = {
            "%nExamples:",
            "  cannery serve contracts --port 8080",
            "  cannery serve --chaos 429=0.05,reset=0.01 --seed 7 --speed 10x"
        },
        mixinStandardHelpOptions = true)
final class ServeCommand extends ServeOptions {
    static final int PORT = 8080;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders and files of contracts (contracts).")
    private List<Path> arguments = List.of();

    @Override
    List<Path> arguments() {
        return arguments;
    }

    ServeCommand() {
        super(PORT);
    }
}
