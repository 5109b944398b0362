package dev.cannery.internal.matching;

import static dev.cannery.internal.matching.Requests.asking;
import static dev.cannery.internal.matching.Requests.request;
import static dev.cannery.internal.matching.Requests.setOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InteractionSetTest {
    private static final InteractionSet SHOP = setOf("""
            interactions:
              - {name: anything else, fallback: true, request: {model: big}, response: Hm}
              - name: asks for the weather
                request:
                  model: gpt-4o*
                  prompt: {contains: weather}
                  tools: [get_weather]
                  temperature: 0..0.3
                  stream: {absent: true}
                response: Sunny
              - name: translator stays literal
                request: {prompt: {starts_with: "Translate:"}, temperature: 0, seed: 1, system: {contains: French}}
                response: Bonjour
              - {name: asks for the weather again, request: {prompt: {contains: weather}}, response: Rain}
              - name: agent
                request: {user: me}
                turns:
                  - {request: {prompt: go}, response: Gone}
                  - {request: {prompt: back}, response: Back}
            """);

    private static String nameOf(String prompt, String... members) {
        return SHOP.match(asking(prompt, members))
                .map(match -> match.interaction().name())
                .orElse("none");
    }

    @Test
    void firstThatMatchesInTheFilesOrderAnswers() {
        assertThat(nameOf("the weather")).isEqualTo("asks for the weather again");
        assertThat(nameOf("the weather", "model: 'gpt-4o'", "temperature: 0", "tools: [{name: 'get_weather'}]"))
                .isEqualTo("asks for the weather");
    }

    @Test
    void fallbackAnswersOnlyWhenNothingElseDoes() {
        assertThat(nameOf("the weather", "model: 'big'")).isEqualTo("asks for the weather again");
        assertThat(nameOf("else", "model: 'big'")).isEqualTo("anything else");
        assertThat(nameOf("else")).isEqualTo("none");
    }

    @Test
    void missShowsTheNearestInTheTable() throws IOException {
        Miss miss = SHOP.explain(asking(
                "What is the wether in Rome?",
                "model: 'gpt-4o-mini'",
                "temperature: 0.9",
                "tools: [{type: 'function', function: {name: 'get_weather'}}]"));

        assertThat(MissTable.of(miss)).isEqualTo(Files.readString(Path.of("src/test/resources/golden/miss.txt")));
    }

    @Test
    void nearestHasTheLeastShareOfFailures() {
        Miss miss = SHOP.explain(asking(
                "the wether",
                "model: 'gpt-4o-mini'",
                "temperature: 0.1",
                "tools: [{type: 'function', function: {name: 'get_weather'}}]"));

        assertThat(miss.nearest())
                .extracting(NearMiss::title)
                .containsExactly("asks for the weather", "asks for the weather again", "anything else");
        assertThat(miss.loaded()).isEqualTo(5);
    }

    @Test
    void ofEqualSharesMoreThatHoldsIsNearer() {
        InteractionSet set = setOf("""
                interactions:
                  - {name: by model, request: {model: gpt-4o*, user: me}, response: ok}
                  - {name: by much, request: {model: gpt-4o*, prompt: Hi, seed: 1, n: 2}, response: ok}
                """);
        Miss miss = set.explain(asking("Hi", "model: 'gpt-4o'"));

        assertThat(miss.nearest()).extracting(NearMiss::title).containsExactly("by much", "by model");
    }

    @Test
    void ofEqualsTheOneWithTheLikestTextIsNearer() {
        InteractionSet set = setOf("""
                interactions:
                  - {name: greets, request: {prompt: Hello}, response: ok}
                  - {name: translates, request: {prompt: {contains: "translate", example: "translate this"}}, response: ok}
                  - {name: forecasts, request: {prompt: "What is the weather in Paris?"}, response: ok}
                """);

        assertThat(nearestTo(set, "What is the wether in Paris?")).isEqualTo("forecasts");
        assertThat(nearestTo(set, "Please tranlsate to French")).isEqualTo("translates");
        assertThat(nearestTo(set, "hello!")).isEqualTo("greets");
    }

    @Test
    void rulesThatHoldOfNothingDoNotCount() {
        InteractionSet set = setOf("""
                interactions:
                  - {name: greets, request: {prompt: Hello}, response: ok}
                  - name: is careful
                    request:
                      prompt: {starts_with: "Translate:"}
                      temperature: {optional: {max: 1}}
                      max_tokens: {absent: true}
                      stop: {not: x}
                      headers: {x-a: {optional: b}}
                      query: {api-version: {absent: true}}
                    response: ok
                """);

        assertThat(List.of("Hi", "hi there", "Hello!", "Zebra"))
                .allSatisfy(prompt -> assertThat(nearestTo(set, prompt)).isEqualTo("greets"));
        Miss miss = set.explain(asking("Zebra"));
        assertThat(miss.nearest()).extracting(NearMiss::holding).containsExactly(0, 0);
        assertThat(miss.nearest()).extracting(NearMiss::counted).containsExactly(1, 1);
    }

    @Test
    void aSlipOfThePenIsNearerThanAnotherTextWithRulesThatHold() {
        InteractionSet set = setOf("""
                interactions:
                  - {name: zebra, request: {prompt: {contains: zebra}, model: gpt-4o*, temperature: 0..1}, response: ok}
                  - {name: weather, request: {prompt: {contains: weather}}, response: ok}
                  - {name: hi, request: {prompt: Hi}, response: ok}
                  - {name: Paris, request: {prompt: {starts_with: Paris}}, response: ok}
                  - {name: order, request: {prompt: "Where is my order 4711?"}, response: ok}
                  - {name: long, request: {prompt: {ends_with: "the end of the story that is told to nobody but the wind in the pines"}}, response: ok}
                """);
        String[] more = {"model: 'gpt-4o'", "temperature: 0"};

        assertThat(set.explain(asking("wether in Bern", more)).nearest().get(0).title())
                .isEqualTo("weather");
        assertThat(set.explain(asking("WHETHER", more)).nearest().get(0).title())
                .isEqualTo("weather");
        assertThat(set.explain(asking("hi", more)).nearest().get(0).title()).isEqualTo("hi");
        assertThat(set.explain(asking("pairs?", more)).nearest().get(0).title()).isEqualTo("Paris");
        assertThat(set.explain(asking("my order 4711, where is it", more))
                        .nearest()
                        .get(0)
                        .title())
                .isEqualTo("order");
        assertThat(set.explain(asking("zebar", more)).nearest().get(0).title()).isEqualTo("zebra");
    }

    @Test
    void amongManyTheOneOfTheNearestTextIsNearestWhereverItStands() {
        StringBuilder yaml = new StringBuilder("interactions:\n");
        for (int i = 0; i < 600; i++) {
            yaml.append(
                    "  - {name: n%d, request: {model: m, prompt: {any_of: [Where is order %d, number %d]}}, response: ok}%n"
                            .formatted(i, i * 7919 + 100_003, i * 104_729 + 1_000_003));
        }
        InteractionSet set = setOf(yaml.toString());

        for (int i : new int[] {0, 1, 299, 598, 599}) {
            assertThat(nearestTo(set, "where is ordr " + (i * 7919 + 100_003), "model: 'm'"))
                    .isEqualTo("n" + i);
            assertThat(nearestTo(set, "numbr " + (i * 104_729 + 1_000_003), "model: 'm'"))
                    .isEqualTo("n" + i);
        }
    }

    @Test
    void whatPeopleOverlookIsNoted() {
        InteractionSet set = setOf("interactions: [{name: a, request: {prompt: Hello you}, response: ok}]");
        InteractionSet part =
                setOf("interactions: [{name: a, request: {prompt: {starts_with: Hello you}}, response: ok}]");

        for (InteractionSet each : List.of(set, part)) {
            assertThat(each.explain(asking("hello you")).sentence()).contains("differs only in case)");
            assertThat(each.explain(asking("Hello  you")).sentence()).contains("differs only in white space)");
            assertThat(each.explain(asking("hello\\nyou")).sentence()).contains("only in case and white space)");
            assertThat(each.explain(asking("Hello, you!")).sentence()).contains("differs only in punctuation)");
            assertThat(each.explain(asking("hello, you")).sentence()).contains("only in case and punctuation)");
            assertThat(each.explain(asking("Hello  you.".replace(" ", ", "))).sentence())
                    .contains("only in white space and punctuation)");
            assertThat(each.explain(asking("hello - you")).sentence())
                    .contains("only in case, white space and punctuation)");
            assertThat(each.explain(asking("Hello me")).sentence()).doesNotContain("only");
        }
    }

    @Test
    void aTextOfPunctuationAloneIsNoNearMissOfAnyText() {
        InteractionSet set = setOf("interactions: [{name: a, request: {prompt: {contains: '?!'}}, response: ok}]");

        assertThat(set.explain(asking("hello")).sentence()).doesNotContain("only");
    }

    @Test
    void theOneThatIsAskedForByItsPromptIsNearerThanOneWithMoreRules() {
        InteractionSet set = setOf("""
                defaults: {request: {model: gpt-4o*}}
                interactions:
                  - {name: jokes, request: {prompt: a joke, stream: {absent: true}, temperature: 0..1}, response: ok}
                  - {name: forecasts, request: {prompt: the weather, temperature: 0..0.3}, response: ok}
                """);

        assertThat(nearestTo(set, "the weather", "model: 'gpt-4o'", "temperature: 0.9"))
                .isEqualTo("forecasts");
    }

    private static String nearestTo(InteractionSet set, String prompt, String... members) {
        return set.explain(asking(prompt, members)).nearest().get(0).title();
    }

    @Test
    void missSentenceNamesFieldPlaceExpectationAndValue() {
        InteractionSet set = setOf("interactions: [{name: cool, request: {temperature: 0..0.3}, response: ok}]");
        ApiError error = set.explain(asking("Hi", "temperature: 0.9")).toApiError();

        assertThat(error.status()).isEqualTo(404);
        assertThat(error.type()).isEqualTo("no_matching_interaction");
        assertThat(error.param()).isEqualTo("temperature");
        assertThat(error.message())
                .isEqualTo("No interaction matched POST /v1/chat/completions. Nearest: 'cool' (test.yaml:1):"
                        + " temperature: expected 0..0.3, was 0.9");
    }

    @Test
    void aMissIsReadableLinesWhateverIsAskedFor() {
        InteractionSet set = setOf("""
                interactions:
                  - name: strict
                    strict: true
                    request:
                      messages: {every: {content: short}}
                      user: {any_of: [%s]}
                    response: ok
                """.formatted("a fairly long alternative, ".repeat(500)));
        Miss miss = set.explain(request(
                """
                {messages: [%s], 'bad\\n\\u001b[2J': 1, '%s': 2, user: '%s'}
                """.formatted("{role: 'user', content: 'x'},".repeat(50) + "{}", "k".repeat(5000), "u".repeat(5000))));

        assertThat(miss.sentence()).hasSizeLessThan(1200).doesNotContain("\n");
        assertThat(MissTable.of(miss))
                .contains("bad\\n\\u001b[2J", "and 46 more of this rule")
                .satisfies(table -> assertThat(table.lines())
                        .hasSizeLessThan(15)
                        .allSatisfy(line -> assertThat(line).hasSizeLessThan(500)));
    }

    @Test
    void missSentenceOfManyFailuresStaysShort() {
        InteractionSet set = setOf("interactions: [{name: a, request: {stop: {every: {size: 9}}}, response: ok}]");
        String sentence =
                set.explain(request("{stop: [" + "'x', ".repeat(200) + "'x']}")).sentence();

        assertThat(sentence).endsWith("; and 97 more").hasSizeLessThan(500);
    }

    @Test
    void missWithoutAnyInteractionSaysSo() {
        Miss miss = setOf("interactions: [{name: a, response: ok}]").explain(asking("Hi"));
        Miss none = new Miss(miss.path(), 0, List.of());

        assertThat(none.sentence())
                .isEqualTo("No interaction matched POST /v1/chat/completions. No interactions are loaded.");
        assertThat(MissTable.of(none)).isEqualTo("no interaction matches POST /v1/chat/completions      (0 loaded)\n");
        assertThat(none.toApiError().param()).isNull();
    }

    @Test
    void conversationIsNamedWithItsTurn() {
        Miss miss = SHOP.explain(request("{user: 'me', messages: [{role: 'user', content: 'go'},"
                + " {role: 'assistant', content: 'Gone'}, {role: 'user', content: 'left'}]}"));

        assertThat(miss.nearest().get(0).title()).isEqualTo("agent, turn 2");
    }

    @Test
    void fieldsThatAStrictInteractionLeavesOutMakeItFarther() {
        InteractionSet set = setOf("""
                interactions:
                  - {name: strict, strict: true, request: {prompt: Hi, user: me}, response: ok}
                  - {name: loose, request: {prompt: Hi, user: you}, response: ok}
                """);
        Miss miss = set.explain(asking("Hi", "user: 'me'", "n: 1", "seed: 2", "top_p: 1"));

        assertThat(miss.nearest()).extracting(NearMiss::title).containsExactly("loose", "strict");
    }
}
