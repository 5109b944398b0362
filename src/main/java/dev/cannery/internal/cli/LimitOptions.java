package dev.cannery.internal.cli;

import dev.cannery.internal.verify.Budget;
import dev.cannery.internal.verify.exchange.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that limit how much a verification spends and how long it waits. */
final class LimitOptions {
    @Option(names = "--max-requests", paramLabel = "N", description = "Stop after N requests (exit code 3).")
    private int requests = Budget.Limits.NONE.requests();

    @Option(names = "--max-tokens", paramLabel = "N", description = "Stop after N tokens (exit code 3).")
    private long tokens = Budget.Limits.NONE.tokens();

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "Timeout for a connection (10).")
    private double connect = 10;

    @Option(
            names = "--first-byte-timeout",
            paramLabel = "SECONDS",
            description = "Timeout for the first byte of a response (60).")
    private double firstByte = 60;

    @Option(
            names = "--gap-timeout",
            paramLabel = "SECONDS",
            description = "Timeout between two reads of a response (30).")
    private double gap = 30;

    @Option(names = "--total-timeout", paramLabel = "SECONDS", description = "Timeout for a whole response (300).")
    private double total = 300;

    Budget.Limits budget() {
        try {
            return new Budget.Limits(requests, tokens);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    Timeouts timeouts() {
        try {
            return new Timeouts(seconds(connect), seconds(firstByte), seconds(gap), seconds(total));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (Math.min(seconds, 86_400) * 1000));
    }
}
