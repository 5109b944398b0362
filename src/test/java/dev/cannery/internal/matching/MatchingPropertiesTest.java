package dev.cannery.internal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.JsonKind;
import dev.cannery.TestWords;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.ContractGenerator;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.Tokens;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of all patterns and requests, tried on generated ones; a failure names the seed to run again. */
class MatchingPropertiesTest {
    private static final int CASES = 3_000;
    private static final List<String> WORDS =
            List.of("a", "ab", "ba", "Ab", "é", "\uD83D\uDE00", "[1]", "{\"a\":\"ab\"}", "");
    private static final List<String> FIELDS =
            List.of("model", "temperature", "stop", "user", "n", "tools", "metadata");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Json.treeOf(any(WORDS));
            case 1 -> Json.treeOf(random.nextInt(4));
            case 2 -> Json.treeOf(random.nextInt(8) / 2.0);
            case 3 -> Json.object().nullNode();
            case 4 -> Json.object().set(any(WORDS), value(depth - 1));
            default -> {
                ArrayNode list = Json.array();
                IntStream.range(0, random.nextInt(3)).forEach(i -> list.add(value(depth - 1)));
                yield list;
            }
        };
    }

    private JsonNode tools() {
        ArrayNode tools = Json.array();
        for (String name : WORDS.subList(0, random.nextInt(3))) {
            tools.addObject().put("type", "function").putObject("function").put("name", name);
        }
        return tools;
    }

    private Constraint constraint(int depth) {
        return depth == 0 || random.nextInt(3) == 0 ? simple() : nested(depth - 1);
    }

    private Constraint simple() {
        return switch (random.nextInt(14)) {
            case 0 -> new Literal(value(1));
            case 1 -> range();
            case 2 ->
                new TextMatch(any(List.of(TextMatch.Place.values())), any(WORDS.subList(0, 6)), random.nextBoolean());
            case 3 -> new Glob(any(List.of("*", "a*", "?", "*b")), random.nextBoolean());
            case 4 -> new Size(NumberRange.parse(any(List.of("0..1", "1..", "..2"))));
            case 5 -> new Present();
            case 6 -> new Absent();
            case 7 -> RegexMatch.of(any(List.of("a", "^a?b", "\\p{L}$")), random.nextBoolean());
            case 8 -> new Tokens(NumberRange.parse(any(List.of("0..1", "1..", "..2"))));
            case 9 -> new KindIs(List.of(any(List.of(JsonKind.values())), any(List.of(JsonKind.values()))));
            case 10 -> ConformsTo.of(Json.treeOf(Map.of("type", any(List.of("string", "number", "array", "object")))));
            case 11 -> new ToolNamed("a");
            case 12 -> new ToolNames(new TreeSet<>(List.of("a", "ab")));
            default -> new ToolNames(new TreeSet<>(List.of("a")));
        };
    }

    private Constraint nested(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> new Not(constraint(depth));
            case 1 -> new AnyOf(constraints(depth));
            case 2 -> new AllOf(constraints(depth));
            case 3 -> new OptionalValue(constraint(depth));
            case 4 -> new ElementAt(any(List.of(ElementAt.End.values())), constraint(depth));
            case 5 -> new InOrder(constraints(depth));
            case 6 -> new Elements(constraints(depth));
            case 7 -> new HasAll(constraints(depth).stream().distinct().toList());
            case 8 -> new Members(Map.of(any(WORDS), constraint(depth), "function", constraint(depth)));
            case 9 -> new JsonText(constraint(depth));
            case 10 -> new Exemplified(new AnyOf(List.of(constraint(depth), new Not(new Absent()))), value(1));
            default -> new Quantified(any(List.of(Quantified.Quantity.values())), constraint(depth));
        };
    }

    private List<Constraint> constraints(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> constraint(depth))
                .toList();
    }

    private NumberRange range() {
        int from = random.nextInt(3);
        return NumberRange.of(BigDecimal.valueOf(from), BigDecimal.valueOf(from + random.nextInt(2)));
    }

    private FieldRule rule() {
        return random.nextInt(6) == 0
                ? new FieldRule(new RequestPart.Prompt(), constraint(1))
                : FieldRule.ofField(any(FIELDS), constraint(2));
    }

    private RequestPattern pattern() {
        List<FieldRule> rules =
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> rule()).toList();
        return new RequestPattern(rules, random.nextInt(8) == 0);
    }

    private ChatRequest request() {
        ObjectNode body = Json.object();
        for (String field : FIELDS) {
            if (random.nextInt(3) > 0) {
                body.set(field, field.equals("tools") ? tools() : value(2));
            }
        }
        body.putArray("messages").addObject().put("role", "user").put("content", any(WORDS));
        return ChatRequest.of(body);
    }

    private LoadedInteraction interaction(String name) {
        List<Turn> turns = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> new Turn(pattern(), List.of(CannedCompletion.ofText(any(WORDS)))))
                .toList();
        LoadedInteraction plain = TestWords.interaction(
                name, SourceLocation.CODE, pattern(), turns.get(0).responses());
        return new LoadedInteraction(
                name,
                plain.source(),
                turns,
                random.nextBoolean(),
                plain.prerequisites(),
                plain.verification(),
                plain.notes());
    }

    @Test
    void everyKindOfConstraintIsTried() {
        Set<Class<?>> tried = new HashSet<>();
        for (int i = 0; i < CASES; i++) {
            pattern().rules().forEach(rule -> addKinds(rule.constraint(), tried));
        }

        assertThat(tried).as("seed %d", seed).containsExactlyInAnyOrder(Constraint.class.getPermittedSubclasses());
    }

    private static void addKinds(Constraint constraint, Set<Class<?>> kinds) {
        kinds.add(constraint.getClass());
        constraint.parts().forEach(part -> addKinds(part, kinds));
    }

    @Test
    void nothingMatchesJustWhenEveryInteractionHasAMismatch() {
        for (int i = 0; i < CASES; i++) {
            List<LoadedInteraction> interactions = List.of(interaction("a"), interaction("b"));
            InteractionSet set =
                    InteractionSet.of(List.of(new LoadedContract("c", "c", "openai", interactions)), Requests.CHECKER);
            ChatRequest request = request();
            boolean isMiss = set.match(request).isEmpty();

            if (isMiss) {
                assertThat(set.explain(request).nearest())
                        .as("seed %d: %s on %s", seed, interactions, request.body())
                        .hasSize(2)
                        .allMatch(near -> near.firstMismatch().isPresent());
            }
            boolean everyTurnMisses =
                    interactions.stream().allMatch(interaction -> missesEveryTurn(interaction, request));
            assertThat(everyTurnMisses).as("seed %d", seed).isEqualTo(isMiss);
        }
    }

    /** No request here holds an assistant message, so only a first turn can match. */
    private static boolean missesEveryTurn(LoadedInteraction interaction, ChatRequest request) {
        return !Requests.CHECKER
                .check(interaction.turns().get(0).request(), request)
                .mismatches()
                .isEmpty();
    }

    @Test
    void looseningARuleNeverTurnsAMatchIntoAMiss() {
        for (int i = 0; i < CASES; i++) {
            RequestPattern pattern = RequestPattern.of(pattern().rules());
            ChatRequest request = request();
            if (!pattern.rules().isEmpty() && Requests.matches(pattern, request)) {
                RequestPattern loosened = loosened(pattern);

                assertThat(Requests.CHECKER.check(loosened, request).mismatches())
                        .as("seed %d: %s loosened to %s on %s", seed, pattern, loosened, request.body())
                        .isEmpty();
            }
        }
    }

    private RequestPattern loosened(RequestPattern pattern) {
        List<FieldRule> rules = new ArrayList<>(pattern.rules());
        int at = random.nextInt(rules.size());
        FieldRule rule = rules.get(at);
        Constraint tight = rule.constraint();
        switch (random.nextInt(4)) {
            case 0 -> rules.remove(at);
            case 1 -> rules.set(at, new FieldRule(rule.part(), new AnyOf(List.of(constraint(1), tight))));
            case 2 -> rules.set(at, new FieldRule(rule.part(), widened(tight)));
            default -> rules.set(at, new FieldRule(rule.part(), new OptionalValue(tight)));
        }
        return RequestPattern.of(rules);
    }

    private static Constraint widened(Constraint tight) {
        if (tight instanceof NumberRange range && range.from() != null && range.to() != null) {
            return NumberRange.of(
                    range.from().subtract(BigDecimal.ONE), range.to().add(BigDecimal.ONE));
        }
        if (tight instanceof TextMatch match) {
            return new TextMatch(TextMatch.Place.ANYWHERE, match.text(), true);
        }
        if (tight instanceof KindIs kinds) {
            return new KindIs(Stream.concat(kinds.kinds().stream(), Stream.of(JsonKind.STRING))
                    .toList());
        }
        if (tight instanceof ToolNames tools) {
            return new HasAll(tools.names().stream()
                    .map(name -> (Constraint) new ToolNamed(name))
                    .toList());
        }
        if (tight instanceof Elements elements) {
            return new InOrder(elements.elements());
        }
        if (tight instanceof InOrder ordered) {
            return new HasAll(ordered.elements().stream().distinct().toList());
        }
        if (tight instanceof Members fields) {
            return new Members(
                    Map.ofEntries(fields.members().entrySet().iterator().next()));
        }
        return tight instanceof AllOf all ? all.parts().get(0) : tight;
    }

    @Test
    void whatExplainShowsIsWhatTheServerDoes() {
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            ContractGenerator generator = new ContractGenerator(seed + i);
            List<LoadedContract> contracts =
                    List.of(attainable(generator.contract()), attainable(generator.contract()));
            InteractionSet set = InteractionSet.of(contracts, Requests.CHECKER);
            for (LoadedInteraction interaction : set.interactions()) {
                for (ChatRequest request : requestsLike(interaction)) {
                    List<LoadedInteraction> matching = set.interactions().stream()
                            .filter(other -> explains(other, contracts, request))
                            .toList();
                    Optional<LoadedInteraction> match = set.match(request).map(Match::interaction);

                    assertThat(match)
                            .as("seed %d, %s", seed, request.body())
                            .isEqualTo(matching.stream().findFirst());
                    answered += match.isPresent() ? 1 : 0;
                }
            }
        }
        assertThat(answered).as("some are answered, seed %d", seed).isGreaterThan(50);
    }

    /** The contract, of which about half of the interactions lose the rules that their own example does not satisfy. */
    private LoadedContract attainable(LoadedContract contract) {
        return new LoadedContract(
                contract.name(),
                contract.consumer(),
                contract.provider(),
                contract.interactions().stream()
                        .map(interaction -> random.nextBoolean() ? interaction : attainable(interaction))
                        .toList());
    }

    private static LoadedInteraction attainable(LoadedInteraction interaction) {
        List<Turn> turns = interaction.turns().stream()
                .map(MatchingPropertiesTest::attainable)
                .toList();
        return interaction.withTurns(turns);
    }

    private static Turn attainable(Turn turn) {
        ExampleRequest example = ExampleRequest.of(turn);
        ChatRequest request = ChatRequest.of("/v1/chat/completions", example.headers(), example.body());
        List<FieldRule> rules = turn.request().rules().stream()
                .filter(rule -> Requests.matches(RequestPattern.of(List.of(rule)), request))
                .toList();
        return new Turn(new RequestPattern(rules, turn.request().isStrict()), turn.responses());
    }

    /** Whether the interaction, asked alone, is shown without a mismatch. */
    private static boolean explains(
            LoadedInteraction interaction, List<LoadedContract> contracts, ChatRequest request) {
        LoadedContract alone =
                new LoadedContract("alone", "alone", contracts.get(0).provider(), List.of(interaction));
        return InteractionSet.of(List.of(alone), Requests.CHECKER).explain(request).nearest().stream()
                .anyMatch(near -> near.firstMismatch().isEmpty());
    }

    /** Requests that most likely match one of the turns, whole and without one of their fields. */
    private List<ChatRequest> requestsLike(LoadedInteraction interaction) {
        List<ChatRequest> requests = new ArrayList<>();
        ArrayNode earlier = Json.array();
        for (Turn turn : interaction.turns()) {
            ExampleRequest example = ExampleRequest.of(turn);
            ObjectNode body = example.body();
            ArrayNode messages = Json.array().addAll(earlier);
            body.path("messages").forEach(messages::add);
            body.set("messages", messages);
            requests.add(ChatRequest.of("/v1/chat/completions", example.headers(), body));
            ObjectNode less = body.deepCopy();
            less.remove(any(body.properties().stream().map(Map.Entry::getKey).toList()));
            requests.add(ChatRequest.of("/v1/chat/completions", Map.of(), less));
            earlier.addAll(messages);
            turn.responses().stream()
                    .filter(CannedCompletion.class::isInstance)
                    .findFirst()
                    .ifPresent(said -> earlier.addObject()
                            .put("role", "assistant")
                            .put(
                                    "content",
                                    ((CannedCompletion) said).choices().get(0).content()));
        }
        return requests;
    }
}
