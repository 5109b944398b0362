package dev.cannery.internal.cli;

import dev.cannery.internal.target.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that limit how much a verification spends and how long it waits. */
final class LimitOptions extends CallLimitOptions {
    @Option(
            names = "--gap-timeout",
            paramLabel = "SECONDS",
            description = "Timeout between two reads of a response (30).")
    private double gap = 30;

    @Option(names = "--total-timeout", paramLabel = "SECONDS", description = "Timeout for a whole response (300).")
    private double total = 300;

    @Override
    Timeouts timeouts(Duration forConnection, Duration forFirstByte) {
        return new Timeouts(forConnection, forFirstByte, seconds(gap), seconds(total));
    }
}
