package dev.cannery.internal.server;

import dev.cannery.internal.server.chaos.Chaos;
import dev.cannery.internal.server.tls.Identity;
import dev.cannery.internal.server.tls.KeystoreReader;
import dev.cannery.internal.server.tls.SelfSigned;
import dev.cannery.internal.server.transport.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a {@link MockChatServer} and its clients: TLS, other origins, speed, chance, and the end. It is a value:
 * every method gives another one.
 */
public final class Wire {
    /** Plain HTTP, no web page of another origin, the speed of the contracts, nothing by chance, and an end at once. */
    public static final Wire PLAIN = new Wire(null, Cors.NONE, Speed.REAL, Chaos.NONE, Duration.ZERO);

    private final @Nullable Function<String, Identity> tls;
    private final Cors cors;
    private final Speed speed;
    private final Chaos chaos;
    private final Duration drain;

    private Wire(@Nullable Function<String, Identity> tls, Cors cors, Speed speed, Chaos chaos, Duration drain) {
        this.tls = tls;
        this.cors = cors;
        this.speed = speed;
        this.chaos = chaos;
        this.drain = drain;
    }

    /** HTTPS with HTTP/1.1 and HTTP/2, by a certificate for localhost that is made at each start. */
    public Wire tls() {
        return new Wire(SelfSigned::of, cors, speed, chaos, drain);
    }

    /** HTTPS by the key and the certificate in a file, PKCS12 or PEM, which is read at the start. */
    public Wire tls(Path keystore, String password) {
        return new Wire(host -> KeystoreReader.read(keystore, password), cors, speed, chaos, drain);
    }

    /** Lets web pages of these origins, or by {@code *} of all, ask for chat completions. */
    public Wire cors(List<String> origins) {
        return new Wire(tls, Cors.of(origins), speed, chaos, drain);
    }

    /** Divides every delay, wait and gap, as {@code 10x} or {@code 0.5x}, or drops them all: {@code instant}. */
    public Wire speed(String factor) {
        return new Wire(tls, cors, Speed.parse(factor), chaos, drain);
    }

    /** Faults by chance, as {@code 429=0.05,stall after 3=0.01}: the fate of the n-th request depends on the seed and on n. */
    public Wire chaos(String faults, long seed) {
        return new Wire(tls, cors, speed, Chaos.parse(faults, seed), drain);
    }

    /** How long answers that are under way may take when the server is closed; meanwhile others are refused with 503. */
    public Wire drain(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("drain must not be negative, was " + patience);
        }
        return new Wire(tls, cors, speed, chaos, patience);
    }

    Optional<Identity> identity(String host) {
        return Optional.ofNullable(tls).map(source -> source.apply(host));
    }

    Cors cors() {
        return cors;
    }

    Speed speed() {
        return speed;
    }

    Chaos chaos() {
        return chaos;
    }

    Duration drain() {
        return drain;
    }
}
