package dev.cannery.internal.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;

/** The {@code cannery completion} command: picocli's generator of completion scripts under a shorter name. */
@Command(
        name = CompletionCommand.NAME,
        description = "Prints a completion script for bash and zsh.",
        footer = {"%nExample:", "  source <(cannery completion)"},
        mixinStandardHelpOptions = true)
final class CompletionCommand extends GenerateCompletion {
    static final String NAME = "completion";
}
