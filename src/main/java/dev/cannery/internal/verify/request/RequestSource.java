package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.evidence.EvidenceException;
import dev.cannery.internal.contract.evidence.EvidenceReader;
import dev.cannery.internal.contract.evidence.EvidenceRequest;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.wire.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where the requests of interactions come from: what a consumer's tests sent, else the contract's examples. */
public final class RequestSource {
    private final Path recorded;
    private final RuleChecker checker;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Requests from this folder of evidence, or from examples.
     *
     * @param folder the folder, which need not be there
     * @param checker tells whether a request satisfies an interaction's rules
     */
    public RequestSource(Path folder, RuleChecker checker) {
        this.recorded = folder;
        this.checker = checker;
    }

    /** The requests of an interaction that ask for answers in this form; none when its rules forbid the form. */
    public RequestPlan plan(LoadedContract contract, LoadedInteraction interaction, RequestedForm form) {
        RequestPlan plan = completed(sent(contract.name(), interaction), interaction);
        LoadedContract alone = contract.withInteractions(List.of(withoutTarget(interaction)));
        InteractionSet set = InteractionSet.of(List.of(alone), checker);
        List<PlannedRequest> fitting = new ArrayList<>();
        Optional<String> misfit = Optional.empty();
        boolean asksUsage = interaction.verification().rules().containsKey("usage");
        for (PlannedRequest request : plan.requests()) {
            PlannedRequest formed = in(form, request, asksUsage);
            if (matches(set, formed)) {
                fitting.add(formed);
            } else if (!matches(set, in(other(form), request, false))) {
                misfit = Optional.of("the request from " + request.origin() + " does not satisfy the rules: "
                        + set.explain(asSent(request)).sentence());
            }
        }
        return misfit.isPresent() ? RequestPlan.lacking(misfit.get()) : new RequestPlan(fitting, plan.problem());
    }

    /** What tests sent, and of the turns that they did not reach what the contract's examples give. */
    private static RequestPlan completed(List<PlannedRequest> sent, LoadedInteraction interaction) {
        Set<Integer> reached = sent.stream().map(PlannedRequest::turn).collect(Collectors.toSet());
        if (IntStream.range(0, interaction.turns().size()).allMatch(reached::contains)) {
            return RequestPlan.of(sent);
        }
        RequestPlan examples = ExampleTurns.of(interaction);
        if (!examples.problem().isEmpty()) {
            String lacking = reached.isEmpty() ? "" : "the recorded requests do not hold every turn, and ";
            return RequestPlan.lacking(lacking + examples.problem());
        }
        List<PlannedRequest> all = new ArrayList<>(sent);
        examples.requests().stream()
                .filter(request -> !reached.contains(request.turn()))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(PlannedRequest::turn));
        return RequestPlan.of(all);
    }

    /** What tests sent; of their headers and queries nothing was recorded, so these are those of the contract's examples. */
    private List<PlannedRequest> sent(String contract, LoadedInteraction interaction) {
        List<PlannedRequest> sent = new ArrayList<>();
        try {
            EvidenceReader.find(recorded, contract, interaction.name()).ifPresent(found -> {
                for (EvidenceRequest request : found.requests()) {
                    if (request.body() instanceof ObjectNode body) {
                        sent.add(ExampleTurns.around(body, request, interaction));
                    }
                }
            });
        } catch (EvidenceException e) {
            notes.add(e.getMessage() + "; the contract's examples are sent instead");
        }
        return sent;
    }

    /** Which recorded requests could not be read, and what is sent instead. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The interaction without rules on what is the target's own: its path, and the headers or parameters that carry a key. */
    private static LoadedInteraction withoutTarget(LoadedInteraction interaction) {
        List<Turn> turns = interaction.turns().stream()
                .map(turn -> new Turn(
                        new RequestPattern(
                                turn.request().rules().stream()
                                        .filter(rule -> !isOfTarget(rule.part()))
                                        .toList(),
                                turn.request().isStrict()),
                        turn.responses()))
                .toList();
        return new LoadedInteraction(
                interaction.name(),
                interaction.source(),
                turns,
                interaction.isFallback(),
                interaction.demands(),
                interaction.verification(),
                interaction.notes());
    }

    private static boolean isOfTarget(RequestPart part) {
        return part instanceof RequestPart.Path
                || part.outerName().filter(Secrets::isHeader).isPresent();
    }

    private static boolean matches(InteractionSet set, PlannedRequest request) {
        Optional<Match> match = set.match(asSent(request));
        return match.isPresent() && match.get().index() == request.turn();
    }

    private static ChatRequest asSent(PlannedRequest request) {
        return request.toChatRequest();
    }

    private static RequestedForm other(RequestedForm form) {
        return form == RequestedForm.JSON ? RequestedForm.STREAM : RequestedForm.JSON;
    }

    /** A stream tells its usage only when it is asked to, so a rule on usage asks. */
    private static PlannedRequest in(RequestedForm form, PlannedRequest request, boolean asksUsage) {
        ObjectNode body = request.body().deepCopy();
        if (form == RequestedForm.STREAM) {
            body.put("stream", true);
            if (asksUsage && !body.has("stream_options")) {
                body.putObject("stream_options").put("include_usage", true);
            }
        } else if (body.path("stream").asBoolean(false)) {
            body.remove(List.of("stream", "stream_options"));
        }
        return request.with(body);
    }
}
