package dev.cannery.internal.server.answer;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.chaos.Chaos;
import dev.cannery.internal.server.chaos.InjectedFault;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.ServerError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Injects faults into responses that are valid according to the contracts: at random, or as a request header asks. */
public final class FaultInjector {
    /** The request header that requests a fault. */
    public static final String HEADER = "x-cannery-fault";

    private final Chaos chaos;
    private final boolean isHeaderHonoured;
    private final ResponseRenderer renderer = new ResponseRenderer();

    /**
     * Creates an injector.
     *
     * @param isHeaderHonoured whether requests may ask for a fault
     */
    public FaultInjector(Chaos chaos, boolean isHeaderHonoured) {
        this.chaos = chaos;
        this.isHeaderHonoured = isHeaderHonoured;
    }

    /**
     * Returns the answer, possibly changed by a fault; empty if nothing answers.
     *
     * @param n returns the sequence number of this request, called only if random faults depend on it
     * @param answer returns the answer without faults, but with the given misbehaviours
     */
    public Optional<Answer> around(
            ChatRequest request, Provider provider, LongSupplier n, Function<Misdeeds, Optional<Answer>> answer) {
        String wanted = request.header(HEADER);
        if (wanted != null) {
            return onDemand(wanted, request, provider, answer);
        }
        // without random faults, no request pays for the shared counter
        if (chaos.risks().isEmpty()) {
            return answer.apply(Misdeeds.NONE);
        }
        long number = n.getAsLong();
        return chaos.of(number)
                .map(risk -> inject(risk.word(), risk.fault(), number, request, provider, answer))
                .orElseGet(() -> answer.apply(Misdeeds.NONE));
    }

    /** Returns the seed of random choices. */
    public long seed() {
        return chaos.seed();
    }

    private Optional<Answer> onDemand(
            String wanted, ChatRequest request, Provider provider, Function<Misdeeds, Optional<Answer>> answer) {
        if (!isHeaderHonoured) {
            return wrong("is honoured only by a server that listens on a loopback address.", provider);
        }
        InjectedFault fault;
        try {
            fault = InjectedFault.parse(wanted);
        } catch (IllegalArgumentException e) {
            return wrong("cannot be read: " + ended(e.getMessage()), provider);
        }
        Optional<Answer> given = inject(wanted.strip(), fault, 0, request, provider, answer);
        return fault instanceof InjectedFault.Misbehaving
                        || (given.isPresent() && given.get().fault() != null)
                ? given
                : wrong("asks for '" + wanted.strip() + "', which does not apply to this response.", provider);
    }

    private static String ended(@Nullable String sentence) {
        String text = String.valueOf(sentence);
        return text.endsWith("?") ? text : text + ".";
    }

    private static Optional<Answer> wrong(String predicate, Provider provider) {
        return Optional.of(Answer.refusal(ServerError.wrongFault("The header " + HEADER + " " + predicate), provider));
    }

    /**
     * Returns an answer that names the injected fault. A fault that does not apply to the answer leaves it unchanged.
     */
    private Optional<Answer> inject(
            String word,
            InjectedFault fault,
            long number,
            ChatRequest request,
            Provider provider,
            Function<Misdeeds, Optional<Answer>> answer) {
        if (fault instanceof InjectedFault.Misbehaving misbehaving) {
            return answer.apply(new Misdeeds(misbehaving.words(), number))
                    .map(given -> given.isOfContract() && given.fault() == null
                            ? given.spoiled(given.response(), word + ", which found nothing to change")
                            : given);
        }
        if (fault instanceof InjectedFault.Refusal refusal) {
            CannedError error = errorOf(refusal.status(), provider);
            RenderedResponse rendered = renderer.render(error, request, "", provider.style());
            return Optional.of(Answer.own(rendered, provider.errorHeaders(rendered.status()))
                    .spoiled(rendered, word));
        }
        if (fault instanceof InjectedFault.NoAnswer noAnswer) {
            RenderedResponse none = ResponseRenderer.renderFault(new CannedFault(noAnswer.kind(), Delay.NONE));
            return Optional.of(Answer.own(none, ProviderHeaders.NONE).spoiled(none, word));
        }
        return answer.apply(Misdeeds.NONE).map(given -> spoiled(given, fault, word, provider));
    }

    private static Answer spoiled(Answer answer, InjectedFault fault, String word, Provider provider) {
        RenderedResponse response = answer.response();
        if (fault instanceof InjectedFault.Late late) {
            return answer.spoiled(response.later(late.by()), word);
        }
        return fault instanceof InjectedFault.Breakage breakage && response.canHave(breakage.fault())
                ? answer.spoiled(response.withFault(breakage.fault(), provider.style()), word)
                : answer;
    }

    /** Returns the first error with this status in the provider's catalogue, or else a generic one. */
    private static CannedError errorOf(int status, Provider provider) {
        ErrorCatalogue errors = provider.style().errors();
        return errors.names().stream()
                .flatMap(name -> errors.named(name).stream())
                .filter(named -> named.error().status() == status && status != 400)
                .findFirst()
                .map(named -> new CannedError(named.name(), named.error(), null, Delay.NONE, Map.of()))
                .orElseGet(() -> new CannedError(
                        ServerError.failure(status, "The mock server was asked to fail with " + status + ".")
                                .error(),
                        null,
                        Duration.ZERO));
    }
}
