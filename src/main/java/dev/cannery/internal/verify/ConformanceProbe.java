package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.probe.FieldVerdict;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.VerificationResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Probes a provider without a contract: which requests it refuses and answers, and how it treats each field of a request. */
public final class ConformanceProbe {
    private final Session session;

    /** Creates a probe of this target. It uses the endpoints, the timeouts, the budget and the recordings folder of the settings. */
    public ConformanceProbe(Target target, VerificationSettings settings) {
        this.session = new Session(target, settings);
    }

    /**
     * Probes each endpoint. It gets the requests that it must refuse, then a plain one, then, if it is the Responses API, those that
     * every server of it answers, then every field in the order of the schema. If an endpoint refuses even the plain request, nothing
     * more is sent there, since a refusal would prove nothing.
     *
     * @param judged receives the result of the wrong requests, and of those that every server answers, as soon as it is known
     * @param tried receives the verdict on each field
     */
    public ProbeReport run(Consumer<InteractionResult> judged, Consumer<FieldVerdict> tried) {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        List<InteractionResult> results = new ArrayList<>();
        List<ProbeReport.OfEndpoint> endpoints = new ArrayList<>();
        for (ChatEndpoint endpoint : session.endpoints()) {
            add(new ErrorProbes(session, endpoint).run(), results, judged);
            FieldProbes fields = new FieldProbes(session, endpoint);
            fields.requirePlainAnswer();
            if (endpoint == ChatEndpoint.RESPONSES) {
                add(new OpenResponsesProbe(session).run(), results, judged);
            }
            endpoints.add(fields.run(tried));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new ProbeReport(
                new VerificationResults(
                        session.facts(),
                        results,
                        startedAt,
                        took,
                        session.budget().requests(),
                        session.ending()),
                endpoints);
    }

    private static void add(
            InteractionResult result, List<InteractionResult> results, Consumer<InteractionResult> judged) {
        results.add(result);
        judged.accept(result);
    }
}
