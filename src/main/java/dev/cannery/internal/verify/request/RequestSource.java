package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.requests.RecordedRequestsException;
import dev.cannery.internal.contract.requests.RecordedRequestsReader;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.matching.ServedEndpoints;
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

/** Provides the requests of interactions: those that consumer tests recorded, otherwise requests built from the contract's examples. */
public final class RequestSource {
    private final Path recorded;
    private final RuleChecker checker;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Creates a source that reads recorded requests from a folder.
     *
     * @param folder the folder; it may be missing
     * @param checker checks whether a request satisfies an interaction's rules
     */
    public RequestSource(Path folder, RuleChecker checker) {
        this.recorded = folder;
        this.checker = checker;
    }

    /** Returns the requests of an interaction for responses in this form; none if its rules forbid the form. */
    public RequestPlan plan(LoadedContract contract, LoadedInteraction interaction, RequestedForm form) {
        if (!ServedEndpoints.of(interaction, checker).contains(form.endpoint())) {
            return RequestPlan.of(List.of());
        }
        RequestPlan plan = completed(sent(contract.name(), interaction), interaction);
        LoadedContract alone = contract.withInteractions(List.of(withoutTarget(interaction)));
        InteractionSet set = InteractionSet.of(List.of(alone), checker);
        List<PlannedRequest> fitting = new ArrayList<>();
        Optional<String> misfit = Optional.empty();
        boolean asksUsage = interaction.verification().rules().containsKey("usage");
        for (PlannedRequest request : plan.requests()) {
            PlannedRequest formed = in(form, request, asksUsage);
            if (formed.lost().isEmpty() && matches(set, formed)) {
                fitting.add(formed);
            } else if (!formed.lost().isEmpty()) {
                return RequestPlan.unsuited("its request has " + String.join(", ", formed.lost())
                        + ", which the Responses API does not have");
            } else if (!matches(set, in(form.other(), request, false))) {
                misfit = Optional.of("the request from " + request.origin() + " does not satisfy the rules: "
                        + set.explain(asSent(request)).sentence());
            }
        }
        return misfit.isPresent() ? RequestPlan.lacking(misfit.get()) : plan.with(fitting);
    }

    /** Returns the recorded requests, completed with requests from the contract's examples for turns that no test reached. */
    private static RequestPlan completed(List<PlannedRequest> sent, LoadedInteraction interaction) {
        Set<Integer> reached = sent.stream().map(PlannedRequest::turn).collect(Collectors.toSet());
        if (IntStream.range(0, interaction.turns().size()).allMatch(reached::contains)) {
            return RequestPlan.of(sent);
        }
        RequestPlan examples = ExampleTurns.of(interaction);
        if (!examples.problem().isEmpty()) {
            String lacking = reached.isEmpty() ? "" : "the recorded requests do not contain every turn, and ";
            return RequestPlan.lacking(lacking + examples.problem());
        }
        List<PlannedRequest> all = new ArrayList<>(sent);
        examples.requests().stream()
                .filter(request -> !reached.contains(request.turn()))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(PlannedRequest::turn));
        return RequestPlan.of(all);
    }

    /** Returns the recorded requests. Headers and query parameters are not recorded, so they come from the contract's examples. */
    private List<PlannedRequest> sent(String contract, LoadedInteraction interaction) {
        List<PlannedRequest> sent = new ArrayList<>();
        try {
            RecordedRequestsReader.find(recorded, contract, interaction.name()).ifPresent(found -> {
                for (RequestRecord request : found.requests()) {
                    if (request.body() instanceof ObjectNode body) {
                        sent.add(ExampleTurns.around(body, request, interaction));
                    }
                }
            });
        } catch (RecordedRequestsException e) {
            notes.add(e.getMessage() + "; sending the contract's examples instead");
        }
        return sent;
    }

    /** Returns a note on each file of recorded requests that could not be read, with what is sent instead. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns the interaction without rules on the path and on headers or parameters that carry a key: these are the target's own. */
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
        return interaction.withTurns(turns);
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

    /** Sets the form of a request. A rule on usage also requests it for a stream, which omits it otherwise. */
    private static PlannedRequest in(RequestedForm form, PlannedRequest request, boolean asksUsage) {
        ObjectNode body = request.body().deepCopy();
        if (form.isStream()) {
            body.put("stream", true);
            if (asksUsage && !body.has("stream_options")) {
                body.putObject("stream_options").put("include_usage", true);
            }
        } else if (body.path("stream").asBoolean(false)) {
            body.remove(List.of("stream", "stream_options"));
        }
        return request.with(body).at(form.endpoint());
    }
}
