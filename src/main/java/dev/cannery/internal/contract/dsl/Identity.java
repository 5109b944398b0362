package dev.cannery.internal.contract.dsl;

/**
 * What an answer says of its origin, for {@link Answer#identity}; what is not said is echoed or derived. It is a value: every
 * method gives another one.
 */
public final class Identity {
    private static final Identity DERIVED = new Identity(Keys.of("an identity"));

    private final Keys keys;

    private Identity(Keys keys) {
        this.keys = keys;
    }

    /** Everything derived, until more is said. */
    public static Identity derived() {
        return DERIVED;
    }

    Keys keys() {
        return keys;
    }

    /** The completion's id. */
    public Identity id(String id) {
        return new Identity(keys.with("id", id));
    }

    /** The time of creation, in seconds since 1970. */
    public Identity created(long seconds) {
        return new Identity(keys.with("created", seconds));
    }

    /** The model that answered. */
    public Identity model(String model) {
        return new Identity(keys.with("model", model));
    }

    /** The backend's fingerprint. */
    public Identity systemFingerprint(String fingerprint) {
        return new Identity(keys.with("system_fingerprint", fingerprint));
    }

    /** The tier that served the request. */
    public Identity serviceTier(String tier) {
        return new Identity(keys.with("service_tier", tier));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
