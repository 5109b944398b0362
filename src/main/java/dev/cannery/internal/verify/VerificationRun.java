package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.request.RequestPlan;
import dev.cannery.internal.verify.request.RequestSource;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.result.VerificationResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Verifies a real provider against contracts. */
public final class VerificationRun {
    private final Target target;
    private final VerificationSettings settings;
    private final Session session;
    private final Set<String> notes = new LinkedHashSet<>();

    private VerificationRun(Target target, VerificationSettings settings) {
        this.target = target;
        this.settings = settings;
        this.session = new Session(target, settings);
    }

    /** Creates a verification of this target. Its budget covers all requests. */
    public static VerificationRun of(Target target, VerificationSettings settings) {
        return new VerificationRun(target, settings);
    }

    /**
     * Returns a case for each interaction of these contracts in each form that its rules allow, in order. Nothing is sent yet.
     *
     * @throws dev.cannery.internal.source.SourceProblemsException if the target declares a capability or state that is
     *     probably a misspelling of one in the contracts
     */
    public List<VerificationCase> plan(Collection<LoadedContract> contracts) {
        target.declared().requireMeant(contracts);
        RequestSource source = new RequestSource(settings.requests(), new RuleChecker(session.tokens()::forModel));
        List<VerificationCase> cases = new ArrayList<>();
        for (LoadedContract contract : contracts) {
            for (LoadedInteraction interaction : contract.interactions()) {
                List<VerificationCase> forms = new ArrayList<>();
                settings.forms().stream()
                        .sorted()
                        .forEach(form -> forms.add(planned(source, contract, interaction, form)));
                List<VerificationCase> sent = forms.stream()
                        .filter(one ->
                                !one.requests().isEmpty() && one.skipReason().isEmpty())
                        .toList();
                cases.addAll(sent.isEmpty() ? forms.subList(0, 1) : sent);
            }
        }
        notes.addAll(source.notes());
        return cases;
    }

    private VerificationCase planned(
            RequestSource source, LoadedContract contract, LoadedInteraction interaction, RequestedForm form) {
        Subject subject = new Subject(contract.name(), interaction.name(), interaction.source(), form);
        RequestPlan plan = source.plan(contract, interaction, form);
        List<PlannedRequest> requests = plan.requests().stream()
                .map(request -> request.with(asked(request.body())))
                .toList();
        return new VerificationCase(session, subject, interaction, plan.with(requests));
    }

    private ObjectNode asked(ObjectNode body) {
        String model = target.model();
        return model == null ? body : body.deepCopy().put("model", model);
    }

    /**
     * Verifies the target against all interactions of these contracts.
     *
     * @param progress receives each result in the order of the contracts, as soon as it and all before it are known
     */
    public VerificationResults verify(Collection<LoadedContract> contracts, Consumer<InteractionResult> progress)
            throws InterruptedException {
        return run(plan(contracts), progress);
    }

    /**
     * Runs these cases against the target, several at once. If this thread is interrupted, the results so far are returned and
     * the thread stays interrupted.
     *
     * @param progress receives each result in the order of the cases, as soon as it and all before it are known
     */
    public VerificationResults run(List<VerificationCase> cases, Consumer<InteractionResult> progress)
            throws InterruptedException {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        List<InteractionResult> results = new ArrayList<>();
        for (ChatEndpoint endpoint : probed()) {
            InteractionResult errors = refusals(endpoint);
            progress.accept(errors);
            results.add(errors);
        }
        results.addAll(CasePool.run(cases, settings.concurrency(), session, progress));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new VerificationResults(
                session.facts(), results, startedAt, took, session.budget().requests(), session.ending());
    }

    /** Returns the endpoints to which the wrong requests are sent. */
    public List<ChatEndpoint> probed() {
        return settings.probesErrors() ? settings.endpoints() : List.of();
    }

    /** Sends the wrong requests that an endpoint of the target must refuse, and returns their result. */
    public InteractionResult refusals(ChatEndpoint endpoint) throws InterruptedException {
        return new ErrorProbes(session, endpoint).run();
    }

    /** Returns the subject of the wrong requests to an endpoint, which belong to the target and to no contract. */
    public static Subject refusalsSubject(ChatEndpoint endpoint) {
        return ErrorProbes.subject(endpoint);
    }

    /** Returns problems apart from the results so far: recorded requests that cannot be read, replies that cannot be written. */
    public List<String> notes() {
        Set<String> all = new LinkedHashSet<>(notes);
        session.recordingFault().ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Returns why the verification ended early: the target cannot be used, or the budget is used up. Empty if it did not. */
    public Optional<String> end() {
        return Optional.ofNullable(session.ending()).map(Ending::reason);
    }
}
