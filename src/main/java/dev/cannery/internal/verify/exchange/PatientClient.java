package dev.cannery.internal.verify.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Puts a request again when the provider asks to come back later. */
public final class PatientClient {
    private static final int TRIES = 3;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ProviderClient client;

    /** A patient user of this client. */
    public PatientClient(ProviderClient client) {
        this.client = client;
    }

    /** The client that asks once. */
    public ProviderClient once() {
        return client;
    }

    /**
     * Puts one request, up to three times while the provider answers 429 or 503; it waits as long as {@code retry-after}
     * says, a second where it says nothing, and not at all where that is more than a minute.
     *
     * @param mayTryAgain asked before each further try, as a budget may be used up
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
