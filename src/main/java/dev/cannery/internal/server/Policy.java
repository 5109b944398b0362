package dev.cannery.internal.server;

import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.provider.Providers;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks of requests and answers beside the contracts.
 *
 * @param profile judges every request; null to let each contract's provider judge
 * @param gate lets requests in
 * @param isLenient whether an answer that does not fit its request is served with a warning
 * @param estimatesUsage whether a usage that is not given is estimated, not counted
 * @param events takes what people should hear of
 */
record Policy(
        @Nullable Profile profile, Gate gate, boolean isLenient, boolean estimatesUsage, Consumer<ServerEvent> events) {
    /** The same policy, which counts requests for itself. */
    Policy another() {
        return new Policy(profile, gate.another(), isLenient, estimatesUsage, events);
    }

    /** The providers of these contracts, as this policy has them judge. */
    Providers providersOf(List<LoadedContract> contracts, TokenCounter tokens) {
        return new Providers(contracts, profile, any -> any.counting(tokens::promptTokens), gate.isLimited());
    }
}
