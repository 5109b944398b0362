package dev.cannery.internal.cli;

import picocli.CommandLine.Option;

/** The options of serving that concern what is printed. */
final class LogOptions {
    /** How a log is written. */
    enum Format {
        text,
        json
    }

    @Option(names = "--quiet", description = "Print only errors and where the server listens.")
    private boolean isQuiet;

    @Option(names = "--verbose", description = "Print a line for each request.")
    private boolean isVerbose;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            description = "Format of the lines (${DEFAULT-VALUE}); json prints an object a line.")
    private Format format = Format.text;

    @Option(names = "--timestamps", description = "Begin each line with the time; json always has it.")
    private boolean hasTimestamps;

    boolean isQuiet() {
        if (isQuiet && isVerbose) {
            throw new UserError("--quiet and --verbose exclude each other");
        }
        return isQuiet;
    }

    boolean isVerbose() {
        return isVerbose;
    }

    boolean isJson() {
        return format == Format.json;
    }

    boolean hasTimestamps() {
        return hasTimestamps;
    }
}
