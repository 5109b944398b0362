package dev.cannery.internal.matching.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.template.AnswerTemplates;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.ServedEndpoints;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds likely mistakes in valid contracts. */
public final class ContractCheck {
    private final List<ContractWarning> warnings = new ArrayList<>();

    private final Judge judge;

    private ContractCheck(Judge judge) {
        this.judge = judge;
    }

    /** Determines whether a provider accepts a request. */
    @FunctionalInterface
    public interface Judge {
        /** Returns how the provider with this name refuses the request; empty when it accepts it. */
        Optional<ApiError> refusalOf(String name, ChatRequest request);
    }

    /** Returns all warnings, by file and line. */
    public static List<ContractWarning> check(Collection<LoadedContract> contracts, Judge judge) {
        ContractCheck check = new ContractCheck(judge);
        for (LoadedContract contract : contracts) {
            contract.interactions().forEach(check::interaction);
            contract.interactions().forEach(interaction -> {
                check.examples(contract.provider(), interaction);
                check.ranges(contract.provider(), interaction);
            });
        }
        check.names(contracts);
        check.shadows(contracts);
        check.loops(contracts);
        return check.warnings.stream()
                .sorted(Comparator.comparing(ContractWarning::at))
                .toList();
    }

    private void warn(FindingId id, LoadedInteraction interaction, String message) {
        warnings.add(new ContractWarning(id, interaction.source(), interaction.name(), message));
    }

    private void interaction(LoadedInteraction interaction) {
        deadEnd(interaction);
        LikelyMistakes.inNeeds(interaction.prerequisites().needs())
                .forEach(message -> warn(FindingId.UNUSUAL_CAPABILITY, interaction, message));
        for (Turn turn : interaction.turns()) {
            turn.request().rules().forEach(rule -> rule(interaction, rule));
            turn.responses().forEach(response -> response(interaction, response));
        }
    }

    private void ranges(String name, LoadedInteraction interaction) {
        for (Turn turn : interaction.turns()) {
            ApiBounds bounds = new ApiBounds(turn, request -> judge.refusalOf(name, request));
            for (FieldRule rule : turn.request().rules()) {
                String range = rule.part().label() + ": " + rule.constraint().describe();
                bounds.refusalOfAll(rule)
                        .filter(refusal -> warnings.stream().noneMatch(isRefusedExampleOf(interaction)))
                        .ifPresent(refusal ->
                                warn(FindingId.NEVER_HOLDS, interaction, range + " never holds: " + refusal));
                bounds.refusalOfOthers(rule)
                        .ifPresent(refusal -> warn(
                                FindingId.WIDE_RANGE,
                                interaction,
                                range + " always holds: " + refusal + " Narrow the range, or write {present: true}"));
            }
        }
    }

    /** Whether the warning is about a refused example, which would only repeat it. */
    private static Predicate<ContractWarning> isRefusedExampleOf(LoadedInteraction interaction) {
        return warning -> warning.id() == FindingId.REFUSED_EXAMPLE
                && warning.at().equals(interaction.source())
                && warning.interaction().equals(interaction.name());
    }

    private void examples(String name, LoadedInteraction interaction) {
        if (!interaction.verification().isSent()) {
            return;
        }
        Optional<String> onlyOfMock = interaction.onlyOfMock();
        if (onlyOfMock.isPresent()) {
            warn(
                    FindingId.ONLY_OF_MOCK,
                    interaction,
                    "it responds with " + onlyOfMock.get()
                            + ", which only the mock can give, so 'verify' skips it. Write 'verify: false'");
            return;
        }
        List<String> missing = ExampleRequest.missingIn(interaction);
        if (!missing.isEmpty()) {
            warn(
                    FindingId.NO_EXAMPLE,
                    interaction,
                    "no request can be built to verify it: " + String.join(" and ", missing)
                            + (missing.size() == 1 ? " needs" : " need")
                            + " an 'example', or the interaction 'verify: false'");
            return;
        }
        ChatEndpoint endpoint =
                ServedEndpoints.of(interaction, EndlessCalls.uncounted()).get(0);
        interaction.turns().stream()
                .map(turn -> ExampleRequest.of(turn).at(endpoint))
                .flatMap(request -> judge.refusalOf(name, request).stream())
                .findFirst()
                .ifPresent(refusal -> warn(
                        FindingId.REFUSED_EXAMPLE,
                        interaction,
                        "the request built to verify it would be refused: " + refusal.message()));
    }

    /** Warns about a turn after an error: a later turn follows a response that the consumer sends back, and errors are not sent back. */
    private void deadEnd(LoadedInteraction interaction) {
        for (int i = 0; i < interaction.turns().size() - 1; i++) {
            boolean isAnswered = interaction.turns().get(i).responses().stream()
                    .anyMatch(response -> response instanceof CannedCompletion || response instanceof CannedTemplate);
            if (!isAnswered) {
                warn(
                        FindingId.UNREACHABLE_TURN,
                        interaction,
                        "turn " + (i + 2) + " is never reached, because turn " + (i + 1)
                                + " has no response that a conversation can contain");
                return;
            }
        }
    }

    private void rule(LoadedInteraction interaction, FieldRule rule) {
        Constraint constraint = rule.constraint();
        String label = rule.part().label();
        if (Vacuity.isIn(constraint)) {
            warn(
                    FindingId.ALWAYS_HOLDS,
                    interaction,
                    label + ": " + constraint.describe()
                            + " holds for every value. Remove the rule, or write {present: true}");
        }
        if (Contradiction.isIn(constraint)) {
            warn(
                    FindingId.NEVER_HOLDS,
                    interaction,
                    label + ": no value is " + constraint.describe() + ", so the interaction never answers");
        }
        LikelyMistakes.inTexts(label, LikelyMistakes.textsOf(constraint))
                .forEach(message -> warn(FindingId.QUOTES_IN_TEXT, interaction, message));
        if (!(rule.part() instanceof RequestPart.Path)) {
            LikelyMistakes.inNotation(label, constraint)
                    .forEach(message -> warn(FindingId.PATTERN_IN_TEXT, interaction, message));
        }
        boolean isDeprecated = rule.part() instanceof RequestPart.BodyField field && field.isDeprecated();
        if (isDeprecated && !(constraint instanceof Absent)) {
            warn(FindingId.DEPRECATED_FIELD, interaction, label + " is deprecated in the API");
        }
    }

    private void response(LoadedInteraction interaction, CannedResponse response) {
        if (response instanceof CannedTemplate template && template.templates().isEmpty()) {
            warn(FindingId.TEMPLATE_OR_NOT, interaction, "the response has 'template: true', but no {{…}} in it");
        }
        if (response instanceof CannedCompletion completion && completion.recorded() != null) {
            MistypedMembers.in(completion.recorded())
                    .forEach(message -> warn(FindingId.STUB_MEMBER, interaction, message));
        } else if (response instanceof CannedCompletion completion) {
            LikelyMistakes.inTexts("the answer", CannedTemplate.textsOf(completion))
                    .forEach(message -> warn(FindingId.QUOTES_IN_TEXT, interaction, message));
            boolean hasTag = CannedTemplate.textsOf(completion).stream().anyMatch(AnswerTemplates::isTemplate);
            if (hasTag) {
                warn(
                        FindingId.TEMPLATE_OR_NOT,
                        interaction,
                        "the response contains '{{', which is sent unchanged. Did you mean 'template: true'?");
            }
            completion.choices().stream()
                    .map(CannedChoice::content)
                    .filter(ContractCheck::isJsonInText)
                    .forEach(content -> warn(
                            FindingId.JSON_IN_TEXT,
                            interaction,
                            "the response is a JSON string that contains JSON, so it is sent in quotes. Did you mean 'content', or"
                                    + " 'json' with the value itself?"));
            completion.choices().stream()
                    .flatMap(choice -> choice.toolCalls().stream())
                    .filter(ContractCheck::isBroken)
                    .forEach(call -> warn(
                            FindingId.BROKEN_ARGUMENTS,
                            interaction,
                            "the arguments for " + call.name()
                                    + " are not valid JSON, which only makes sense in a test of broken JSON"));
        }
    }

    private static boolean isJsonInText(@Nullable String content) {
        if (content == null || !content.startsWith("\"")) {
            return false;
        }
        try {
            JsonNode outer = Json.parse(content);
            return outer.isTextual() && Json.parse(outer.textValue()).isContainerNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    static boolean isBroken(CannedToolCall call) {
        try {
            Json.parse(call.arguments());
            return false;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private void names(Collection<LoadedContract> contracts) {
        Map<List<String>, SourceLocation> places = new HashMap<>();
        for (LoadedContract contract : contracts) {
            for (LoadedInteraction interaction : contract.interactions()) {
                SourceLocation earlier =
                        places.putIfAbsent(List.of(contract.name(), interaction.name()), interaction.source());
                if (earlier != null) {
                    warn(
                            FindingId.DUPLICATE_NAME,
                            interaction,
                            "the contract '" + contract.name() + "' has an interaction of this name at "
                                    + earlier.fileAndLine());
                }
            }
        }
    }

    private void loops(Collection<LoadedContract> contracts) {
        EndlessCalls loops = new EndlessCalls(InteractionSet.of(contracts, EndlessCalls.uncounted()));
        for (LoadedInteraction interaction : InteractionSet.inOrder(contracts)) {
            if (loops.beginsAt(interaction)) {
                warn(
                        FindingId.ANSWERS_ITSELF,
                        interaction,
                        "it matches its own follow-up: the request with the tool's result gets the same tool calls again,"
                                + " so an agent never ends. Write the response to the result as a second turn in 'turns'");
            }
        }
    }

    private void shadows(Collection<LoadedContract> contracts) {
        ShadowIndex index = new ShadowIndex();
        for (LoadedInteraction interaction : InteractionSet.inOrder(contracts)) {
            index.shadowOf(interaction)
                    .ifPresent(earlier -> warn(
                            FindingId.SHADOWED,
                            interaction,
                            "it never answers, because '" + earlier.name() + "' ("
                                    + earlier.source().fileAndLine()
                                    + ") comes first and matches whenever this one does"));
            index.add(interaction);
        }
    }
}
