package dev.cannery.internal.record;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.ProviderClient;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.Timeouts;

/** The provider whose calls are recorded, in one session or in several at once. */
public final class RecordedProvider {
    private final Target target;
    private final ProviderClient client;
    private final Budget budget;
    /** Held while files are written, since sessions may share them. */
    private final Object writing = new Object();

    private RecordedProvider(Target target, Timeouts timeouts, Budget.Limits limits) {
        this.target = target;
        this.client = new ProviderClient(target.endpoint(), timeouts);
        this.budget = new Budget(limits);
    }

    /** Returns a provider. All its sessions together may spend what the limits permit. */
    public static RecordedProvider of(Target target, Timeouts timeouts, Budget.Limits limits) {
        return new RecordedProvider(target, timeouts, limits);
    }

    /** Returns the provider's URL, key and profile. */
    public Target target() {
        return target;
    }

    /** Returns the client, which sends the provider's key. */
    public ProviderClient client() {
        return client;
    }

    /** Returns what may be spent. */
    public Budget budget() {
        return budget;
    }

    Object writing() {
        return writing;
    }

    StreamEnd streamEnd() {
        Profile profile = target.profile();
        // the usual profile may only be the default
        return new StreamEnd(
                profile.style().forms().usual().stream().framing().isDone(),
                !profile.name().equals(Profile.DEFAULT));
    }
}
