package dev.cannery.internal.cli;

import picocli.CommandLine.Option;

/** The options of {@code serve} for its log. */
final class LogOptions {
    /** The format of the log. */
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
            description = "Format of the log (${DEFAULT-VALUE}); json prints one object per line.")
    private Format format = Format.text;

    @Option(names = "--timestamps", description = "Begin each line with the time; json always includes it.")
    private boolean hasTimestamps;

    boolean isQuiet() {
        if (isQuiet && isVerbose) {
            throw new UserError("use either --quiet or --verbose, not both");
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
