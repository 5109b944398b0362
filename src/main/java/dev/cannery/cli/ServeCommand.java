package dev.cannery.cli;

import picocli.CommandLine.Command;

/** {@code cannery serve}: what the program does when no command is named. */
@Command(
        name = "serve",
        description = "Serves the contracts as a chat-completions API (the default command).",
        mixinStandardHelpOptions = true)
final class ServeCommand extends ServeOptions {
    static final int PORT = 8080;

    ServeCommand() {
        super(PORT);
    }
}
