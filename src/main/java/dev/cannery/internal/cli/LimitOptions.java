package dev.cannery.internal.cli;

import dev.cannery.internal.verify.Budget;
import dev.cannery.internal.verify.exchange.Timeouts;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that bound what a verification spends and how long it waits. */
final class LimitOptions {
    @Option(names = "--max-requests", paramLabel = "N", description = "Stop with exit code 3 after so many requests.")
    private int requests = Budget.Limits.NONE.requests();

    @Option(names = "--max-tokens", paramLabel = "N", description = "Stop with exit code 3 after so many tokens.")
    private long tokens = Budget.Limits.NONE.tokens();

    @Option(names = "--connect-timeout", paramLabel = "SECONDS", description = "Until there is a connection (10).")
    private double connect = 10;

    @Option(names = "--first-byte-timeout", paramLabel = "SECONDS", description = "Until the answer begins (60).")
    private double firstByte = 60;

    @Option(names = "--gap-timeout", paramLabel = "SECONDS", description = "Between two pieces of an answer (30).")
    private double gap = 30;

    @Option(names = "--total-timeout", paramLabel = "SECONDS", description = "For a whole answer (300).")
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
