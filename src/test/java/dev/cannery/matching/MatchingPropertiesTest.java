package dev.cannery.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.Contract;
import dev.cannery.contract.FieldRule;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.RequestPart;
import dev.cannery.contract.RequestPattern;
import dev.cannery.contract.Turn;
import dev.cannery.contract.rule.Absent;
import dev.cannery.contract.rule.AllOf;
import dev.cannery.contract.rule.AnyOf;
import dev.cannery.contract.rule.Constraint;
import dev.cannery.contract.rule.ElementAt;
import dev.cannery.contract.rule.Glob;
import dev.cannery.contract.rule.InOrder;
import dev.cannery.contract.rule.Literal;
import dev.cannery.contract.rule.Not;
import dev.cannery.contract.rule.NumberRange;
import dev.cannery.contract.rule.OptionalValue;
import dev.cannery.contract.rule.Present;
import dev.cannery.contract.rule.Quantified;
import dev.cannery.contract.rule.Size;
import dev.cannery.contract.rule.TextMatch;
import dev.cannery.source.SourceLocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of all patterns and requests, tried on generated ones; a failure names the seed to run again. */
class MatchingPropertiesTest {
    private static final int CASES = 3_000;
    private static final List<String> WORDS = List.of("", "a", "ab", "ba", "Ab", "é", "\uD83D\uDE00");
    private static final List<String> FIELDS = List.of("model", "temperature", "stop", "user", "n");

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
            default -> {
                ArrayNode list = Json.object().arrayNode();
                IntStream.range(0, random.nextInt(3)).forEach(i -> list.add(value(depth - 1)));
                yield list;
            }
        };
    }

    private Constraint constraint(int depth) {
        return switch (random.nextInt(depth > 0 ? 15 : 8)) {
            case 0 -> new Literal(value(1));
            case 1 -> range();
            case 2 ->
                new TextMatch(any(List.of(TextMatch.Place.values())), any(WORDS.subList(1, 7)), random.nextBoolean());
            case 3 -> new Glob(any(List.of("*", "a*", "?", "*b")), random.nextBoolean());
            case 4 -> new Size(NumberRange.parse(any(List.of("0..1", "1..", "..2"))));
            case 5 -> new Present();
            case 6, 7 -> new Absent();
            case 8 -> new Not(constraint(depth - 1));
            case 9 -> new AnyOf(constraints(depth));
            case 10 -> new AllOf(constraints(depth));
            case 11 -> new OptionalValue(constraint(depth - 1));
            case 12 -> new ElementAt(any(List.of(ElementAt.End.values())), constraint(depth - 1));
            case 13 -> new InOrder(constraints(depth));
            default -> new Quantified(any(List.of(Quantified.Quantity.values())), constraint(depth - 1));
        };
    }

    private List<Constraint> constraints(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> constraint(depth - 1))
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
                body.set(field, value(2));
            }
        }
        body.putArray("messages").addObject().put("role", "user").put("content", any(WORDS));
        return ChatRequest.of(body);
    }

    private Interaction interaction(String name) {
        List<Turn> turns = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> new Turn(pattern(), List.of(CannedCompletion.ofText(any(WORDS)))))
                .toList();
        Interaction plain = Interaction.of(
                name, SourceLocation.CODE, pattern(), turns.get(0).responses());
        return new Interaction(
                name,
                plain.source(),
                turns,
                random.nextBoolean(),
                plain.demands(),
                plain.verification(),
                plain.notes());
    }

    @Test
    void quickWayAgreesWithTheVerdict() {
        int matches = 0;
        for (int i = 0; i < CASES; i++) {
            RequestPattern pattern = pattern();
            ChatRequest request = request();
            boolean isMatch = Requests.CHECKER.matches(pattern, request);
            matches += isMatch ? 1 : 0;

            assertThat(isMatch)
                    .as("seed %d: %s on %s", seed, pattern, request.body())
                    .isEqualTo(Requests.CHECKER.check(pattern, request).isPass());
        }
        assertThat(matches).as("both ways are tried, seed %d", seed).isBetween(CASES / 50, CASES * 49 / 50);
    }

    @Test
    void nothingMatchesJustWhenEveryInteractionHasAMismatch() {
        for (int i = 0; i < CASES; i++) {
            List<Interaction> interactions = List.of(interaction("a"), interaction("b"));
            InteractionSet set =
                    InteractionSet.of(List.of(new Contract("c", "c", "openai", interactions)), Requests.CHECKER);
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
    private static boolean missesEveryTurn(Interaction interaction, ChatRequest request) {
        return !Requests.CHECKER
                .check(interaction.turns().get(0).request(), request)
                .isPass();
    }

    @Test
    void looseningARuleNeverTurnsAMatchIntoAMiss() {
        for (int i = 0; i < CASES; i++) {
            RequestPattern pattern = RequestPattern.of(pattern().rules());
            ChatRequest request = request();
            if (!pattern.rules().isEmpty() && Requests.CHECKER.matches(pattern, request)) {
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
        return tight instanceof AllOf all ? all.parts().get(0) : tight;
    }
}
