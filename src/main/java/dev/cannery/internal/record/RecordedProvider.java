package dev.cannery.internal.record;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.verify.Budget;
import dev.cannery.internal.verify.exchange.ProviderClient;
import dev.cannery.internal.verify.exchange.Timeouts;
import dev.cannery.internal.verify.targets.Target;

/**
 * The provider whose calls are recorded, in one session or in several at once.
 *
 * @param target the provider
 * @param client sends requests to it
 * @param budget what may be spent in all sessions
 */
public record RecordedProvider(Target target, ProviderClient client, Budget budget) {
    /** Returns a provider with a client and a budget of its own. */
    public static RecordedProvider of(Target target, Timeouts timeouts, Budget.Limits limits) {
        return new RecordedProvider(target, new ProviderClient(target.endpoint(), timeouts), new Budget(limits));
    }

    StreamEnd streamEnd() {
        Profile profile = target.profile();
        // the usual profile may only be the default
        return new StreamEnd(
                profile.style().forms().usual().stream().framing().isDone(),
                !profile.name().equals(Profile.DEFAULT));
    }
}
