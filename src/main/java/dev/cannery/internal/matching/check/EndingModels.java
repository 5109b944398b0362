package dev.cannery.internal.matching.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.requests.RecordedRequests;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.source.SourceLocation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds models in contracts and recorded requests that their provider shuts down by a given day. */
public final class EndingModels {
    private static final Set<String> MODEL = Set.of("model", "$.model");
    private static final int MOST_LISTED = 5;
    private static final FieldPath AT = FieldPath.of("model");

    private final Function<String, Models> providers;
    private final LocalDate today;
    private final LocalDate day;

    /**
     * Creates a search for models that are shut down.
     *
     * @param providers the models of a provider, by its name in contracts
     * @param today the day that separates future shutdowns from past ones
     * @param day the last day of shutdowns to report
     */
    public EndingModels(Function<String, Models> providers, LocalDate today, LocalDate day) {
        this.providers = providers;
        this.today = today;
        this.day = day;
    }

    /** The models of a provider. */
    public interface Models {
        /** Returns the names of all published models, including those that were shut down. */
        List<String> names();

        /** Returns the first day on which a model is refused; empty when no shutdown was announced. */
        Optional<LocalDate> endOf(String model);
    }

    /** Returns a warning for each model named in a rule, and for each pattern that matches only such models. */
    public List<ContractWarning> inRules(Collection<LoadedContract> contracts) {
        List<ContractWarning> warnings = new ArrayList<>();
        for (LoadedContract contract : contracts) {
            for (LoadedInteraction interaction : contract.interactions()) {
                messages(contract.provider(), interaction)
                        .forEach(message -> warnings.add(new ContractWarning(
                                FindingId.ENDING_MODEL, interaction.source(), interaction.name(), message)));
            }
        }
        return warnings;
    }

    private Set<String> messages(String provider, LoadedInteraction interaction) {
        Set<String> messages = new LinkedHashSet<>();
        for (Turn turn : interaction.turns()) {
            for (FieldRule rule : turn.request().rules()) {
                if (MODEL.contains(rule.part().label())) {
                    collect(rule.constraint(), providers.apply(provider), messages);
                }
            }
        }
        return messages;
    }

    private void collect(Constraint constraint, Models models, Set<String> messages) {
        if (constraint instanceof Literal literal) {
            named(literal.value(), models).ifPresent(messages::add);
        } else if (constraint instanceof AnyOf || constraint instanceof OptionalValue) {
            constraint.parts().forEach(part -> collect(part, models, messages));
        } else if (constraint instanceof Exemplified exemplified) {
            named(exemplified.example(), models).ifPresent(messages::add);
            collect(exemplified.constraint(), models, messages);
        } else if (!(constraint instanceof Absent) && !(constraint instanceof Not)) {
            pattern(constraint, models).ifPresent(messages::add);
        }
    }

    private Optional<String> named(JsonNode model, Models models) {
        return model.isTextual()
                ? endOf(model.textValue(), models).map(end -> "the model " + told(model.textValue(), end))
                : Optional.empty();
    }

    /** Returns the message for a pattern if all matching models are shut down; otherwise it continues to match the others. */
    private Optional<String> pattern(Constraint constraint, Models models) {
        Map<String, LocalDate> ends = new TreeMap<>();
        for (String name : models.names()) {
            Findings findings = Findings.testing(null);
            constraint.check(TextNode.valueOf(name), AT, findings);
            if (findings.isEmpty()) {
                Optional<LocalDate> end = endOf(name, models);
                if (end.isEmpty()) {
                    return Optional.empty();
                }
                ends.put(name, end.get());
            }
        }
        return ends.isEmpty()
                ? Optional.empty()
                : Optional.of("'model: " + constraint.describe() + "' matches only models that are shut down: "
                        + listed(ends));
    }

    /** Returns the models that are still served, or all if none is, as many as fit on a line. */
    private String listed(Map<String, LocalDate> ends) {
        boolean isAnyServed = ends.values().stream().anyMatch(end -> end.isAfter(today));
        List<String> told = ends.entrySet().stream()
                .filter(entry -> !isAnyServed || entry.getValue().isAfter(today))
                .map(entry -> told(entry.getKey(), entry.getValue()))
                .toList();
        String more = told.size() <= MOST_LISTED ? "" : ", and " + (told.size() - MOST_LISTED) + " more";
        return told.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")) + more;
    }

    /** Returns a warning for each model in a recorded request, at the file that contains it. */
    public List<ContractWarning> inRequests(
            Path folder,
            Collection<RecordedRequests> recorded,
            Collection<LoadedContract> contracts,
            String otherwise) {
        List<ContractWarning> warnings = new ArrayList<>();
        for (RecordedRequests each : recorded) {
            String provider = contracts.stream()
                    .filter(contract -> contract.name().equals(each.contract()))
                    .map(LoadedContract::provider)
                    .findFirst()
                    .orElse(otherwise);
            Set<String> messages = new LinkedHashSet<>();
            for (RequestRecord request : each.requests()) {
                named(request.body().path("model"), providers.apply(provider))
                        .ifPresent(message -> messages.add("a recorded request of " + request.test() + ": " + message));
            }
            SourceLocation at =
                    new SourceLocation(folder.resolve(each.fileName()).toString(), 1, 1);
            messages.forEach(message ->
                    warnings.add(new ContractWarning(FindingId.ENDING_MODEL, at, each.interaction(), message)));
        }
        return warnings;
    }

    private Optional<LocalDate> endOf(String model, Models models) {
        return models.endOf(model).filter(end -> !end.isAfter(day));
    }

    private String told(String model, LocalDate end) {
        return model + (end.isAfter(today) ? " will be shut down on " : " was shut down on ") + end;
    }
}
