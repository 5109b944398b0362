package dev.cannery.internal.server;

import dev.cannery.internal.server.admin.Cors;
import dev.cannery.internal.server.chaos.Chaos;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.tls.Identity;
import dev.cannery.internal.server.tls.KeystoreReader;
import dev.cannery.internal.server.tls.SelfSigned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a {@link MockServer}: TLS, allowed origins, speed, random faults and the grace period. Immutable:
 * each method returns a changed copy.
 */
public final class TransportOptions {
    /** Plain HTTP, no other origins, the speed of the contracts, no random faults and no grace period. */
    public static final TransportOptions PLAIN =
            new TransportOptions(null, Cors.NONE, Speed.REAL, Chaos.NONE, Duration.ZERO);

    private final @Nullable Function<String, Identity> tls;
    private final Cors cors;
    private final Speed speed;
    private final Chaos chaos;
    private final Duration drain;

    private TransportOptions(
            @Nullable Function<String, Identity> tls, Cors cors, Speed speed, Chaos chaos, Duration drain) {
        this.tls = tls;
        this.cors = cors;
        this.speed = speed;
        this.chaos = chaos;
        this.drain = drain;
    }

    /**
     * Returns these options with HTTPS over HTTP/1.1 and HTTP/2, with a certificate for localhost that is created at
     * each start.
     */
    public TransportOptions tls() {
        return new TransportOptions(SelfSigned::of, cors, speed, chaos, drain);
    }

    /**
     * Returns these options with HTTPS that uses the key and certificate in a PKCS12 or PEM file. The file is read at
     * the start.
     */
    public TransportOptions tls(Path keystore, String password) {
        return new TransportOptions(host -> KeystoreReader.read(keystore, password), cors, speed, chaos, drain);
    }

    /** Returns these options with CORS for these origins; {@code *} allows all. */
    public TransportOptions cors(List<String> origins) {
        return new TransportOptions(tls, Cors.of(origins), speed, chaos, drain);
    }

    /**
     * Returns these options with every delay divided by a factor such as {@code 10x} or {@code 0.5x}, or dropped by
     * {@code instant}.
     */
    public TransportOptions speed(String factor) {
        return new TransportOptions(tls, cors, Speed.parse(factor), chaos, drain);
    }

    /**
     * Returns these options with random faults such as {@code 429=0.05,stall after 3=0.01}. The n-th request gets the
     * same fault in each run.
     */
    public TransportOptions chaos(String faults, long seed) {
        return new TransportOptions(tls, cors, speed, Chaos.parse(faults, seed), drain);
    }

    /**
     * Returns these options with a grace period for responses in progress when the server closes. Meanwhile, other
     * requests get 503.
     */
    public TransportOptions drain(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("drain must not be negative, was " + patience);
        }
        return new TransportOptions(tls, cors, speed, chaos, patience);
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
