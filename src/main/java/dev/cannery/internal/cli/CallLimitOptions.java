package dev.cannery.internal.cli;

import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that limit how much the calls of a provider cost, and how long they take to begin. */
class CallLimitOptions {
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

    Budget.Limits budget() {
        try {
            return new Budget.Limits(requests, tokens);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    Timeouts timeouts() {
        try {
            return timeouts(seconds(connect), seconds(firstByte));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the timeouts, of which the first two are given. */
    Timeouts timeouts(Duration forConnection, Duration forFirstByte) {
        return new Timeouts(forConnection, forFirstByte, Timeouts.USUAL.gap(), Timeouts.USUAL.total());
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (Math.min(seconds, 86_400) * 1000));
    }
}
