package dev.cannery.internal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.JsonKind;
import dev.cannery.TestWords;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
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
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thousands of interactions are matched as if they were tried one by one; a failure names the seed to run again. */
class IndexedMatchingTest {
    private static final Comparator<NearMiss> NEAREST_BY_GUESS =
            nearestFirst((nearness, text) -> nearness.guessedLikeness(0, text));
    private static final Comparator<NearMiss> NEAREST_FIRST =
            nearestFirst((nearness, text) -> nearness.likeness(0, text));
    private static final int COMPARED = 16;
    private static final int SETS = 60;
    private static final int REQUESTS = 25;

    /** Letters that some rule without regard to case takes for alike, whole and half surrogate pairs, and ordinary ones. */
    private static final List<String> LETTERS = List.of(
            "a", "A", "b", "B", "k", "K", "\u212A", "s", "ſ", "i", "I", "ı", "İ", "ß", "ẞ", "µ", "μ", "ǅ", "é", "É",
            "😀", "𐐀", "𐐨", "\uD83D", "\uDE00", " ");

    private static final List<String> REGEXES = List.of(
            "a",
            "^a",
            "b$",
            "ab|k",
            "(ab|k)+",
            "(?i)k",
            "(?i)s|é",
            "a?b",
            "a*",
            "a+b",
            "[ab]k",
            "[^]a]",
            "a{2}",
            "(?:a|b)s",
            "\\.",
            "a.b",
            "\\ba",
            "(?i:É)",
            "s(?i)k",
            "é",
            "(ab)?k",
            "\\x61b",
            "a{b",
            "(?P<x>ab)",
            "😀",
            "😀*a",
            "()|a",
            "a|(?i)b|k",
            "(a(?i)b|k)s",
            "(?i)a(?-i)b",
            "(?m)^a$",
            "(?s)a.b",
            "\\Qa.b\\E",
            "\\Ab|k\\z",
            "(?i)\\x{212A}",
            "\\p{L}b",
            "\\pNa",
            "(?U)a+b",
            "a{0}b",
            "(?:ab|ab|aab)k",
            "(?i)ſt?|µ",
            "[\\x{1F600}]a");

    /** Equal and nearly equal numbers in the forms that a body or a contract may give them. */
    private static final List<JsonNode> NUMBERS = Stream.of(
                    "1e0",
                    "10e-1",
                    "100E-2",
                    "-0.0",
                    "0",
                    "0e5",
                    "9007199254740993",
                    "9007199254740992.0",
                    "1e999",
                    "18446744073709551617",
                    "1.8446744073709551617e19",
                    "3.0000000000000001",
                    "3")
            .flatMap(number ->
                    Stream.of(json(number), DecimalNode.valueOf(json(number).decimalValue())))
            .toList();

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static final List<String> TEXTS_AT = List.of("user", "model");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String text(int atMost) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(atMost)).forEach(i -> text.append(any(LETTERS)));
        return text.toString();
    }

    private JsonNode scalar() {
        return any(List.<Supplier<JsonNode>>of(
                        () -> Json.treeOf(text(3)),
                        () -> Json.treeOf(random.nextInt(4)),
                        () -> Json.treeOf(random.nextInt(4) * 1.0),
                        () -> any(NUMBERS),
                        () -> Json.treeOf(random.nextBoolean()),
                        () -> Json.object().nullNode()))
                .get();
    }

    private JsonNode value(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return scalar();
        }
        ArrayNode list = Json.object().arrayNode();
        IntStream.range(0, random.nextInt(3)).forEach(i -> list.add(value(depth - 1)));
        return random.nextBoolean() ? list : Json.object().set("x", value(depth - 1));
    }

    private JsonNode content() {
        if (random.nextInt(3) > 0) {
            return Json.treeOf(text(8));
        }
        ArrayNode parts = Json.object().arrayNode();
        IntStream.range(0, random.nextInt(3))
                .forEach(i -> parts.addObject().put("type", "text").put("text", text(4)));
        return parts;
    }

    private Constraint ofText() {
        boolean ignoresCase = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 -> new TextMatch(any(List.of(TextMatch.Place.values())), text(3), ignoresCase);
            case 1 -> regex(ignoresCase);
            case 2 -> new Glob(any(List.of("*", "?", "")) + text(2) + any(List.of("*", "?b", "")), ignoresCase);
            default -> new Literal(Json.treeOf(text(2)));
        };
    }

    private Constraint regex(boolean ignoresCase) {
        if (random.nextBoolean()) {
            return RegexMatch.of(any(REGEXES), ignoresCase);
        }
        try {
            return RegexMatch.of(alternatives(2), ignoresCase);
        } catch (RuntimeException e) {
            // a repetition of nothing, or of a repetition
            return RegexMatch.of("a", ignoresCase);
        }
    }

    private String alternatives(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3) / 2)
                .mapToObj(i -> sequence(depth))
                .collect(Collectors.joining("|"));
    }

    private String sequence(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(
                        i -> atom(depth) + any(List.of("", "", "", "?", "*", "+", "{0}", "{2}", "{1,}", "{0,2}", "+?")))
                .collect(Collectors.joining());
    }

    private String atom(int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            return any(List.of("(", "(?:", "(?i:", "(?-i:", "(?is:")) + alternatives(depth - 1) + ")";
        }
        return random.nextInt(4) > 0
                ? any(List.of("a", "b", "k", "K", "\u212A", "s", "ſ", "i", "é", "É", "😀", "𐐀", "ab"))
                : any(List.of(
                        ".",
                        "[ab]",
                        "[^a]",
                        "[k-s]",
                        "\\b",
                        "^",
                        "$",
                        "(?i)",
                        "(?-i)",
                        "\\s",
                        "\\w",
                        "\\pL",
                        "\\Qk.\\E"));
    }

    private Constraint constraint(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return ofText();
        }
        return switch (random.nextInt(18)) {
            case 14 -> new KindIs(List.of(any(List.of(JsonKind.values()))));
            case 15 -> new JsonText(constraint(depth - 1));
            case 16 -> new Elements(constraints(depth));
            case 17 ->
                any(List.of(
                        new Present(),
                        new ToolNames(new TreeSet<>(List.of("a"))),
                        new ToolNamed("b"),
                        ConformsTo.of(json("{\"type\": \"string\"}"))));
            case 0 -> new Not(constraint(depth - 1));
            case 1 -> new OptionalValue(constraint(depth - 1));
            case 2, 3 -> new AnyOf(constraints(depth));
            case 4, 5 -> new AllOf(constraints(depth));
            case 6 -> new ElementAt(any(List.of(ElementAt.End.values())), constraint(depth - 1));
            case 7 -> new Quantified(any(List.of(Quantified.Quantity.values())), constraint(depth - 1));
            case 8 -> new HasAll(constraints(depth).stream().distinct().toList());
            case 9 -> new InOrder(constraints(depth));
            case 10 -> new Members(Map.of("x", constraint(depth - 1)));
            case 11 -> new Literal(value(1));
            case 12 -> random.nextBoolean() ? NumberRange.parse("0..2") : new Size(NumberRange.parse("1..3"));
            default -> random.nextBoolean() ? new Absent() : new Exemplified(new Not(new Absent()), scalar());
        };
    }

    private List<Constraint> constraints(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> constraint(depth - 1))
                .toList();
    }

    private FieldRule rule() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new FieldRule(new RequestPart.Prompt(), constraint(1));
            case 2 ->
                new FieldRule(
                        this.<RequestPart>any(
                                List.of(new RequestPart.NextPrompt(), new RequestPart.QueryParameter("a"))),
                        constraint(1));
            case 3 -> new FieldRule(new RequestPart.SystemText(), constraint(1));
            case 4 ->
                new FieldRule(new RequestPart.Header(any(List.of("X-Tenant", "x-tenant", "X-TENANT"))), constraint(1));
            case 5 -> new FieldRule(new RequestPart.Path(), new TextMatch(TextMatch.Place.ANYWHERE, "/v1", true));
            case 6 ->
                new FieldRule(
                        RequestPart.JsonPathValue.of(
                                any(List.of("$.messages[0].content", "$.user", "$.messages[-1:].content", "$..role"))),
                        constraint(2));
            default -> FieldRule.ofField(any(TEXTS_AT), constraint(3));
        };
    }

    private RequestPattern pattern() {
        List<FieldRule> rules = IntStream.range(0, random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(3))
                .mapToObj(i -> rule())
                .toList();
        return new RequestPattern(rules, random.nextInt(12) == 0);
    }

    private LoadedInteraction interaction(String name) {
        List<Turn> turns = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
            turns.add(new Turn(pattern(), List.of(CannedCompletion.ofText("ok"))));
        }
        LoadedInteraction plain = TestWords.interaction(
                name, SourceLocation.CODE, pattern(), turns.get(0).responses());
        return new LoadedInteraction(
                name,
                plain.source(),
                turns,
                random.nextInt(5) == 0,
                plain.prerequisites(),
                plain.verification(),
                plain.notes());
    }

    private ChatRequest request() {
        ObjectNode body = Json.object();
        TEXTS_AT.stream().filter(name -> random.nextInt(3) > 0).forEach(name -> body.set(name, value(2)));
        ArrayNode messages = body.putArray("messages");
        for (int i = random.nextInt(4); i >= 0; i--) {
            JsonNode said = random.nextInt(4) == 0 ? Json.treeOf("ok") : content();
            messages.addObject()
                    .put("role", any(List.of("user", "user", "system", "assistant")))
                    .set("content", said);
        }
        Map<String, String> headers =
                random.nextBoolean() ? Map.of() : Map.of(any(List.of("x-tenant", "X-Tenant")), text(3));
        return ChatRequest.of("/v1/chat/completions", headers, body)
                .withQuery(random.nextBoolean() ? Map.of() : Map.of("a", text(3)));
    }

    /** The definition: each interaction in order, each from its last turn to its first. */
    private static Optional<Match> scan(InteractionSet set, ChatRequest request) {
        Conversation conversation = new Conversation(request);
        for (LoadedInteraction interaction : set.interactions()) {
            for (int i = interaction.turns().size() - 1; i >= 0; i--) {
                if (conversation.hasReached(interaction, i)
                        && Requests.matches(interaction.turns().get(i).request(), request)) {
                    return Optional.of(new Match(interaction, i));
                }
            }
        }
        return Optional.empty();
    }

    private static List<NearMiss> scanForNearest(InteractionSet set, ChatRequest request) {
        Conversation conversation = new Conversation(request);
        List<NearMiss> all = new ArrayList<>();
        for (LoadedInteraction interaction : set.interactions()) {
            List<NearMiss> turns = IntStream.range(0, interaction.turns().size())
                    .mapToObj(i -> explained(conversation, interaction, i, request))
                    .toList();
            // the turn that answers, or else the last that was reached, unless one that was not is nearer
            NearMiss reached = turns.stream()
                    .filter(near -> conversation.hasReached(interaction, near.turn()))
                    .max(Comparator.<NearMiss, Boolean>comparing(near -> failing(near) == 0)
                            .thenComparing(NearMiss::turn))
                    .orElseThrow();
            boolean isUnderWay = conversation.isUnderWay() && failing(reached) > 0;
            NearMiss nearest = turns.stream()
                    .filter(near -> isUnderWay && !conversation.hasReached(interaction, near.turn()))
                    .sorted(Comparator.comparing(NearMiss::turn).reversed())
                    .min(NEAREST_BY_GUESS)
                    .filter(near -> NEAREST_BY_GUESS.compare(near, reached) < 0)
                    .orElse(reached);
            all.add(nearest);
        }
        return all.stream()
                .sorted(NEAREST_BY_GUESS)
                .limit(COMPARED)
                .sorted(Comparator.comparing(near -> set.interactions().indexOf(near.interaction())))
                .sorted(NEAREST_FIRST)
                .limit(3)
                .toList();
    }

    private static NearMiss explained(
            Conversation conversation, LoadedInteraction interaction, int turn, ChatRequest request) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        conversation
                .missingBefore(interaction, turn)
                .ifPresent(answer -> outcomes.add(answer.judge(interaction, request.messages())));
        outcomes.addAll(Requests.CHECKER.explain(interaction.turns().get(turn).request(), request));
        return new NearMiss(interaction, turn, outcomes);
    }

    private static Comparator<NearMiss> nearestFirst(ToDoubleBiFunction<Nearness, SentText> likeness) {
        return Comparator.<NearMiss>comparingDouble(near -> shareThatFails(near, likeness))
                .thenComparing(near -> weight(near, true), Comparator.reverseOrder())
                .thenComparingInt(near -> weight(near, false));
    }

    private static int failing(NearMiss near) {
        return (int) near.outcomes().stream().filter(outcome -> !outcome.isOk()).count();
    }

    private static double shareThatFails(NearMiss near, ToDoubleBiFunction<Nearness, SentText> likeness) {
        int fails = weight(near, false);
        return fails == 0 ? 0 : (fails - alike(near, likeness) + 0.5) / (fails + weight(near, true) + 0.5);
    }

    private static int weight(NearMiss near, boolean ok) {
        int others = near.outcomes().size() - rulesOf(near).size();
        int all = rulesOf(near).stream()
                .filter(rule -> outcomeOf(rule, near).isOk() == ok)
                .filter(rule -> !outcomeOf(rule, near).holdsOfNothing())
                .mapToInt(rule -> new Nearness(List.of(rule)).weight(0))
                .sum();
        return ok ? all : all + others;
    }

    private static double alike(NearMiss near, ToDoubleBiFunction<Nearness, SentText> likeness) {
        double alike = 0;
        for (FieldRule rule : rulesOf(near)) {
            RuleOutcome outcome = outcomeOf(rule, near);
            Nearness nearness = new Nearness(List.of(rule));
            if (!outcome.isOk()) {
                alike += nearness.weight(0) * likeness.applyAsDouble(nearness, SentText.of(outcome.actual()));
            }
        }
        return alike;
    }

    private static List<FieldRule> rulesOf(NearMiss near) {
        return near.interaction().turns().get(near.turn()).request().rules();
    }

    private static RuleOutcome outcomeOf(FieldRule rule, NearMiss near) {
        boolean lacksAnAnswer = near.outcomes().size() > rulesOf(near).size()
                && near.outcomes().get(0).label().startsWith("messages")
                && near.turn() > 0
                && near.outcomes().get(0).mismatches().stream()
                        .anyMatch(mismatch -> mismatch.expected().contains("answer of turn")
                                || mismatch.expected().equals("a result for the id of each"));
        return near.outcomes().get(rulesOf(near).indexOf(rule) + (lacksAnAnswer ? 1 : 0));
    }

    @Test
    void anIndexedSetAnswersAsATrialOfEachInTurnWould() {
        int matches = 0;
        for (int i = 0; i < SETS; i++) {
            List<LoadedInteraction> interactions = IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(name -> interaction("i" + name))
                    .toList();
            InteractionSet set =
                    InteractionSet.of(List.of(new LoadedContract("c", "c", "openai", interactions)), Requests.CHECKER);
            for (int j = 0; j < REQUESTS; j++) {
                ChatRequest request = request();
                Optional<Match> expected = scan(set, request);
                matches += expected.isPresent() ? 1 : 0;

                assertThat(set.match(request))
                        .as("seed %d: %s on %s", seed, set.interactions(), request.body())
                        .isEqualTo(expected);
                assertThat(set.explain(request).nearest())
                        .as("seed %d: %s on %s", seed, set.interactions(), request.body())
                        .isEqualTo(scanForNearest(set, request));
            }
        }
        int tried = SETS * REQUESTS;
        assertThat(matches).as("both ways are tried, seed %d", seed).isBetween(tried / 20, tried * 19 / 20);
    }
}
