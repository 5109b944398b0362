package dev.cannery.junit;

/**
 * Whether a test asks a provider, and records its answers.
 *
 * <p>The configuration parameter or system property {@code cannery.record} takes precedence over an annotation. Without it, and with
 * the environment variable {@code CI} set to {@code true}, no provider is asked.
 *
 * @see ChatMockTest#record()
 */
public enum Recording {
    /** Recorded interactions are not used, and no provider is asked. */
    OFF,
    /** Recorded interactions are used, and no provider is asked. */
    NONE,
    /** The provider is asked for what no interaction matches. */
    MISSING,
    /** The provider is asked for everything. */
    ALL;

    /** Whether a provider may be asked. */
    boolean asksProvider() {
        return this == MISSING || this == ALL;
    }
}
