package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.chaos.Chaos;
import dev.cannery.internal.server.chaos.Fate;
import dev.cannery.internal.server.provider.Head;
import dev.cannery.internal.server.provider.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes answers go wrong that the contracts meant to be sound: by chance, or because a request's header asks for it. */
final class FaultInjection {
    /** The request header that asks for a fault. */
    static final String HEADER = "x-cannery-fault";

    private final Chaos chaos;
    private final boolean isHeaderHeard;
    private final AtomicLong requests = new AtomicLong();

    /**
     * The faults of one server.
     *
     * @param isHeaderHeard whether a request may ask for its own fault
     */
    FaultInjection(Chaos chaos, boolean isHeaderHeard) {
        this.chaos = chaos;
        this.isHeaderHeard = isHeaderHeard;
    }

    /** The same faults for requests that are counted by themselves. */
    FaultInjection another() {
        return new FaultInjection(chaos, isHeaderHeard);
    }

    /** The reply of the responder, or what a fault makes of it. */
    Reply respond(ChatRequest request, Responder responder) {
        String wanted = request.header(HEADER);
        if (wanted != null) {
            return onDemand(wanted, request, responder);
        }
        // without chaos no request pays for a count that all share
        Optional<Chaos.Risk> risk = chaos.risks().isEmpty() ? Optional.empty() : chaos.of(requests.getAndIncrement());
        return risk.map(happening -> happen(happening.word(), happening.fate(), request, responder))
                .orElseGet(() -> responder.respond(request));
    }

    private Reply onDemand(String wanted, ChatRequest request, Responder responder) {
        if (!isHeaderHeard) {
            return refuse(
                    request,
                    responder,
                    "The header " + HEADER + " is heard on a server that listens on a loopback address only.");
        }
        Fate fate;
        try {
            fate = Fate.parse(wanted);
        } catch (IllegalArgumentException e) {
            return refuse(request, responder, "The header " + HEADER + " cannot be read: " + ended(e.getMessage()));
        }
        Reply reply = happen(wanted.strip(), fate, request, responder);
        return reply.fault() == null
                ? refuse(
                        request,
                        responder,
                        "The header " + HEADER + " asks for '" + wanted.strip()
                                + "', which cannot happen to this answer.")
                : reply;
    }

    private static String ended(@Nullable String sentence) {
        String text = String.valueOf(sentence);
        return text.endsWith("?") ? text : text + ".";
    }

    private static Reply refuse(ChatRequest request, Responder responder, String sentence) {
        Provider provider = responder.providerAt(request.path());
        return Reply.of(ServerErrors.render(ServerErrors.wrongFault(sentence), provider), Head.NONE);
    }

    /** A reply that names the fault where it happened; one that cannot happen to the answer leaves it sound. */
    private static Reply happen(String word, Fate fate, ChatRequest request, Responder responder) {
        if (fate instanceof Fate.Refusal refusal) {
            return responder
                    .refuse(request, provider -> errorOf(refusal.status(), provider))
                    .withFault(word);
        }
        if (fate instanceof Fate.NoAnswer noAnswer) {
            CannedFault canned = new CannedFault(noAnswer.kind(), Delay.NONE);
            return Reply.of(ResponseRenderer.renderFault(canned), Head.NONE).withFault(word);
        }
        Reply reply = responder.respond(request);
        RenderedResponse sound = reply.response();
        if (reply.isMiss() || (fate instanceof Fate.Flaw flaw && !sound.canHave(flaw.fault()))) {
            return reply;
        }
        RenderedResponse given = fate instanceof Fate.Flaw flaw
                ? sound.withFault(
                        flaw.fault(), responder.providerAt(request.path()).style())
                : fate instanceof Fate.Late late ? sound.later(late.by()) : sound;
        return new Reply(reply.match(), given, null, reply.head()).withFault(word);
    }

    /** The first error of this status that the provider's catalogue knows, or a bare one. */
    private static CannedError errorOf(int status, Provider provider) {
        ErrorCatalogue errors = provider.style().errors();
        return errors.names().stream()
                .flatMap(name -> errors.named(name).stream())
                .filter(named -> named.error().status() == status && status != 400)
                .findFirst()
                .map(named -> new CannedError(named.name(), named.error(), null, Delay.NONE, Map.of()))
                .orElseGet(() -> new CannedError(
                        ServerErrors.failure(status, "The mock server was asked to fail with " + status + "."),
                        null,
                        Duration.ZERO));
    }
}
