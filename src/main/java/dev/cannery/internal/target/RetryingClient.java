package dev.cannery.internal.target;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Sends a request again if the provider asks for a retry. */
public final class RetryingClient {
    private static final int TRIES = 3;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ProviderClient client;

    /** Creates a client that retries with this one. */
    public RetryingClient(ProviderClient client) {
        this.client = client;
    }

    /** Returns the client that sends each request once. */
    public ProviderClient once() {
        return client;
    }

    /**
     * Sends a request, up to three times while the provider responds with 429 or 503. Between tries it waits for the time in
     * {@code retry-after}, or a second for each try so far if the header is missing. It does not retry if the wait exceeds a
     * minute.
     *
     * @param mayTryAgain whether to try again, called before each retry
     */
    public Reply send(byte[] body, Map<String, String> headers, Predicate<Reply> mayTryAgain)
            throws InterruptedException {
        Reply reply = client.send(body, headers);
        for (int tries = 1; tries < TRIES && isBusy(reply); tries++) {
            Duration wait =
                    waitOf(reply).multipliedBy(reply.header("retry-after").isEmpty() ? tries : 1);
            if (wait.compareTo(LONGEST_WAIT) > 0 || !mayTryAgain.test(reply)) {
                return reply;
            }
            Thread.sleep(wait.toMillis());
            reply = client.send(body, headers);
        }
        return reply;
    }

    private static boolean isBusy(Reply reply) {
        return reply.status() == TOO_MANY_REQUESTS || reply.status() == UNAVAILABLE;
    }

    private static Duration waitOf(Reply reply) {
        OptionalLong millis = number(reply.header("retry-after-ms"));
        if (millis.isPresent()) {
            return Duration.ofMillis(millis.getAsLong());
        }
        OptionalLong seconds = number(reply.header("retry-after"));
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : DEFAULT_WAIT;
    }

    private static OptionalLong number(String text) {
        return text.strip().matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(text.strip())) : OptionalLong.empty();
    }
}
