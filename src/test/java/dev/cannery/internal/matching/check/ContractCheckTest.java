package dev.cannery.internal.matching.check;

import static dev.cannery.Responses.error;
import static dev.cannery.Responses.json;
import static dev.cannery.Responses.stub;
import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.Rules.absent;
import static dev.cannery.Rules.allOf;
import static dev.cannery.Rules.anyOf;
import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.field;
import static dev.cannery.Rules.glob;
import static dev.cannery.Rules.has;
import static dev.cannery.Rules.is;
import static dev.cannery.Rules.matches;
import static dev.cannery.Rules.min;
import static dev.cannery.Rules.model;
import static dev.cannery.Rules.optional;
import static dev.cannery.Rules.present;
import static dev.cannery.Rules.prompt;
import static dev.cannery.Rules.responseFormat;
import static dev.cannery.Rules.size;
import static dev.cannery.Rules.startsWith;
import static dev.cannery.Rules.temperature;
import static dev.cannery.Rules.tool;
import static dev.cannery.Rules.tools;
import static dev.cannery.Rules.within;
import static dev.cannery.TestWords.contract;
import static dev.cannery.TestWords.loaded;
import static dev.cannery.TestWords.object;
import static dev.cannery.TestWords.plain;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cannery.ConversationTurn;
import dev.cannery.Interaction;
import dev.cannery.RequestRule;
import dev.cannery.TestWords;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCheckTest {
    @TempDir
    private Path folder;

    private static final Map<String, Profile> PROFILES =
            ProfileReader.builtIn().stream().collect(Collectors.toMap(name -> name, ProfileReader::read));

    private static final ContractCheck.Judge PROVIDER =
            (name, request) -> Objects.requireNonNull(PROFILES.get(name)).refusalOf(request);

    @Test
    void aRequestThatTheProviderWouldRefuseIsSaidInItsWords() {
        assertThat(warnings(reply("hot", prompt("Hi"), temperature(within(3, 5)))))
                .containsExactly(
                        "java 'hot': the request built to verify it would be refused: Invalid"
                                + " 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead. C616");
        assertThat(codes(reply("fine", prompt("Hi"), temperature(within(0, 0.3)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 0..3, C627",
        "temperature, 0..2, C627",
        "temperature, ..2, C627",
        "temperature, 0..1.9, ''",
        "temperature, 0.1..3, ''",
        "presence_penalty, -2..5, C627",
        "presence_penalty, -1..5, ''",
        "top_p, 0..1, C627",
        "top_p, 1.5..2, C619",
        "presence_penalty, -9..-3, C619",
        "n, 1..128, C627",
        "n, 1..127, ''",
        "max_completion_tokens, 1..2, ''"
    })
    void aRangeIsHeldAgainstTheBoundsOfTheProvider(String field, String range, String code) {
        LoadedInteraction ranged = loaded(Interaction.named("a")
                .when(prompt("Hi"), field(field, plain(range)))
                .neverVerify()
                .reply("ok"));

        assertThat(codes(ranged)).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void aFormatWithoutASchemaAsksForWhatIsAnswered() {
        RequestRule format = responseFormat(plain(object("type", "json_schema")));
        assertThat(codes(Interaction.named("json")
                        .when(prompt("Hi"), format)
                        .reply(json(Map.of("a", List.of(Map.of("b", 1.5)))))))
                .isEmpty();
        assertThat(warnings(
                        Interaction.named("text").when(prompt("Hi"), format).reply(error("context_length_exceeded"))))
                .singleElement(STRING)
                .contains("response_format needs an 'example'");
    }

    @Test
    void theProvidersTakeWhatTheFixturesAndOurContractsAskFor() {
        List<Path> files = new ArrayList<>(ContractFixtures.good());
        files.add(Path.of("contracts"));
        for (Path file : files) {
            assertThat(ContractCheck.check(ContractReader.read(file), PROVIDER))
                    .as(file.toString())
                    .noneMatch(warning -> warning.id() == FindingId.REFUSED_EXAMPLE);
        }
    }

    private static List<String> loopCodes(String interactions) {
        return ContractCheck.check(ContractReader.parse("a.yaml", "interactions:\n" + interactions), PROVIDER).stream()
                .map(warning -> warning.interaction() + " " + warning.id().code())
                .filter(code -> code.endsWith("C625") || code.endsWith("C626"))
                .toList();
    }

    @Test
    void aLegacyCallThatIsGivenAgainForItsOwnResultIsReported() {
        String asks =
                "  - {name: asks, request: {prompt: {contains: chart}}, response: {function_call: {query: {q: pie}}}}\n";

        assertThat(loopCodes(asks)).containsExactly("asks C625");
        assertThat(loopCodes(
                        "  - {name: results, request: {messages: {last: {role: function, name: query}}}, response: Done.}\n"
                                + asks))
                .isEmpty();
    }

    @Test
    void anInteractionThatAnswersItsOwnFollowUpIsSaid() {
        String asks =
                "  - {name: asks, request: {prompt: {contains: chart}, tools: [query]}, response: {tool_calls: [{query: {q: pie}}]}}\n";

        assertThat(loopCodes(asks)).containsExactly("asks C625");
        assertThat(loopCodes(
                        "  - {name: results, request: {tool_results: {query: {contains: rows}}}, response: Done.}\n"
                                + asks))
                .as("another one takes the result")
                .isEmpty();
        assertThat(loopCodes(asks
                        + "  - {name: results, request: {tool_results: {query: {contains: rows}}}, response: Done.}\n"))
                .as("another one would, but is asked later")
                .contains("asks C625");
        assertThat(loopCodes(asks.replace(
                        "{tool_calls: [{query: {q: pie}}]}", "[{tool_calls: [{query: {q: pie}}]}, Done.]")))
                .as("a later answer is a text")
                .isEmpty();
        assertThat(loopCodes(asks.replace("tools: [query]", "tools: [query], tool_results: {query: {absent: true}}")))
                .isEmpty();
        assertThat(loopCodes(asks.replace("tools: [query]", "messages: {last: {role: user}, every: {role: user}}")))
                .isEmpty();
        assertThat(loopCodes("""
                          - {name: a, request: {prompt: go, tool_results: {b: {absent: true}}}, response: {tool_calls: [{b: {}}]}}
                          - {name: b, request: {tool_results: {b: {present: true, example: x}}}, response: {tool_calls: [{a: {}}]}}
                          - {name: c, request: {prompt: go}, response: {tool_calls: [{b: {}}]}}
                        """)).as("two that lead back to each other").contains("a C625");
        assertThat(loopCodes("""
                  - name: turns
                    request: {tools: [query]}
                    turns:
                      - {request: {prompt: {contains: chart}}, response: {tool_calls: [{query: {q: pie}}]}}
                      - {request: {tool_results: {query: {contains: rows}}}, response: Done.}
                """.indent(0))).isEmpty();
    }

    @Test
    void jsonInTextIsSaid() {
        assertThat(loopCodes("  - {name: a, request: {prompt: x}, response: {json: '{\"a\": 1}'}}\n"))
                .containsExactly("a C626");
        assertThat(
                        loopCodes(
                                "  - {name: a, request: {prompt: x}, response: {json: {a: 1}}}\n  - {name: b, request: {prompt: y}, response: {json: plain}}\n"))
                .isEmpty();
    }

    @Test
    void aSoundContractGivesNoWarning() {
        assertThat(warnings(reply("a", prompt("Hello")), reply("b", prompt("Bye"))))
                .isEmpty();
    }

    @Test
    void anInteractionThatAnEarlierOneCoversNeverAnswers() {
        assertThat(warnings(
                        reply("any weather", prompt(contains("weather"))),
                        reply("weather in Paris", prompt("What is the weather in Paris?"), temperature(0.2))))
                .containsExactly(
                        "java 'weather in Paris': it never answers, because 'any weather' (java) comes first and"
                                + " matches whenever this one does C610");
    }

    @Test
    void eachSortOfRuleIsComparedWithItsOwnSort() {
        assertThat(isShadowed(List.of(temperature(within(0, 1))), List.of(temperature(within(0.2, 0.3)))))
                .isTrue();
        assertThat(isShadowed(List.of(temperature(within(0, 1))), List.of(temperature(min(0.2)))))
                .isFalse();
        assertThat(isShadowed(List.of(model(glob("gpt*"))), List.of(model("gpt-4o"))))
                .isTrue();
        assertThat(isShadowed(List.of(model("gpt-4o")), List.of(model(glob("gpt*")))))
                .isFalse();
        assertThat(isShadowed(List.of(model(anyOf("a", "b", "c"))), List.of(model(anyOf("c", "a")))))
                .isTrue();
        assertThat(isShadowed(List.of(model(anyOf("a", "b"))), List.of(model(anyOf("a", "c")))))
                .isFalse();
        assertThat(isShadowed(List.of(tools(has(tool("f")))), List.of(tools("g", "f"))))
                .isTrue();
        assertThat(isShadowed(List.of(tools("f")), List.of(tools("g", "f")))).isFalse();
        assertThat(isShadowed(List.of(prompt(startsWith("Tra"))), List.of(prompt(startsWith("Translate")))))
                .isTrue();
        assertThat(isShadowed(List.of(prompt(startsWith("Tra"))), List.of(prompt(contains("Translate")))))
                .isFalse();
        assertThat(isShadowed(List.of(prompt(contains("a").ignoringCase())), List.of(prompt(contains("A")))))
                .isTrue();
        assertThat(isShadowed(
                        List.of(prompt(contains("A"))),
                        List.of(prompt(contains("a").ignoringCase()))))
                .isFalse();
        assertThat(isShadowed(List.of(prompt(matches("^W"))), List.of(prompt("Weather"))))
                .isTrue();
        assertThat(isShadowed(List.of(field("n", optional(is(1)))), List.of(field("n", absent()))))
                .isTrue();
        assertThat(isShadowed(List.of(prompt(present())), List.of(temperature(1))))
                .isFalse();
        assertThat(isShadowed(List.of(), List.of(temperature(1)))).isTrue();
    }

    @Test
    void aFallbackIsAskedLastAndShadowsNothing() {
        LoadedInteraction fallback = loaded(Interaction.named("last")
                .fallback()
                .when(prompt(present()))
                .neverVerify()
                .reply("?"));

        assertThat(warnings(fallback, reply("first", prompt("Hello")))).isEmpty();
    }

    @Test
    void aStrictInteractionShadowsOnlyAStrictOne() {
        LoadedInteraction strict = loaded(
                Interaction.named("strict").strict().when(prompt("Hello")).reply("1"));

        assertThat(warnings(strict, reply("loose", prompt("Hello")))).isEmpty();
        assertThat(warnings(
                        strict,
                        Interaction.named("too").strict().when(prompt("Hello")).reply("2")))
                .hasSize(1);
    }

    @Test
    void aRuleThatHoldsOfEveryValueIsSaidToCheckNothing() {
        assertThat(warnings(reply("sized", prompt("Hello"), field("stop", size(min(0))))))
                .contains("java 'sized': stop: a size of 0.. holds for every value. Remove the rule, or write {present:"
                        + " true} C611");
        assertThat(codes(reply("optional", prompt("Hello"), field("n", optional(present())))))
                .contains("C611");
        assertThat(codes(reply("glob", prompt("Hello"), model(glob("*"))))).contains("C611");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature: {min: 1, any_of: [0, 0.5]}",
                "temperature: {all_of: [0..0.3, {above: 0.3}]}",
                "n: {max: 10, not: {max: 20}}",
                "prompt: {starts_with: Translate, any_of: [Hello, {starts_with: Explain}]}",
                "prompt: {all_of: [{ends_with: a, ignore_case: true}, {ends_with: B}]}",
                "model: {all_of: [gpt-4o*, o3]}",
                "user: {matches: '^a', all_of: [{is: b, example: b}]}",
                "seed: {all_of: [{absent: true}, {min: 1}]}",
                "messages: {last: {content: {all_of: [a, b]}}}",
                "messages: {some: {role: user, content: {all_of: [a, b]}}}",
                "tools: {has: [get, {function: {name: {all_of: [a, b]}}}]}",
                "tool_results: {get: {json: {temp: {min: 5, not: {min: 1}}}}}"
            })
    void aRuleThatHoldsOfNoValueNeverAnswers(String rule) {
        assertThat(codesOf(rule)).contains("C619");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature: {min: 1, any_of: [0, 1]}",
                "temperature: {all_of: [0..0.3, 0.3..]}",
                "n: {max: 10, not: {max: 5}}",
                "prompt: {starts_with: Translate, any_of: [Hello, {starts_with: Tr}]}",
                "prompt: {starts_with: Translate, ends_with: now}",
                "prompt: {all_of: [{ends_with: a, ignore_case: true}, {ends_with: A}]}",
                "seed: {optional: {all_of: [1, 2]}}",
                "seed: {not: {all_of: [1, 2]}}",
                "messages: {every: {content: {all_of: [a, b]}}}",
                "messages: {none: {content: {all_of: [a, b]}}}",
                "messages: {last: {content: {is: abc, size: 1}}}",
                "messages: {last: {content: {is: abc, kind: array}}}",
                "prompt: {any_of: [{contains: a}, {all_of: [a, b]}]}"
            })
    void aRuleThatMayHoldIsNoContradiction(String rule) {
        assertThat(codesOf(rule)).doesNotContain("C619");
    }

    @Test
    void aContradictionIsSaidInTheWordsOfItsParts() {
        assertThat(warnings(reply("both", temperature(allOf(within(0, 0.3), within(1, 2))))))
                .contains(
                        "java 'both': temperature: no value is 0..0.3 and 1..2, so the interaction never answers C619");
    }

    @Test
    void aDeprecatedFieldIsNamedUnlessItMustBeAbsent() {
        assertThat(warnings(reply("old", model("gpt-4o"), prompt("Hello"), field("max_tokens", 5))))
                .containsExactly("java 'old': max_tokens is deprecated in the API C612");
        assertThat(warnings(reply("new", prompt("Hello"), field("max_tokens", absent()))))
                .isEmpty();
    }

    @Test
    void aRequestThatCannotBeBuiltNamesTheFieldThatNeedsAnExample() {
        assertThat(warnings(reply("regex", prompt(matches("^W")))))
                .containsExactly("java 'regex': no request can be built to verify it: prompt needs an 'example', or the"
                        + " interaction 'verify: false' C613");
        assertThat(warnings(reply("given", prompt(matches("^W").withExample("W")))))
                .isEmpty();
        assertThat(codes(reply("no prompt", temperature(0.1)))).containsExactly("C613");
        assertThat(warnings(Interaction.named("unsent").neverVerify().reply("ok")))
                .isEmpty();
    }

    @Test
    void argumentsThatAreNoJsonAreShown() {
        LoadedInteraction broken =
                loaded(Interaction.named("broken").when(prompt("Hello")).reply(toolCall("f", "{")));

        assertThat(warnings(broken))
                .containsExactly(
                        "java 'broken': the arguments for f are not valid JSON, which only makes sense in a test of broken JSON"
                                + " C607");
    }

    @Test
    void aMemberOfAStubThatIsNearlyOneOfTheApiIsMostLikelyThat() throws IOException {
        Path stub = Files.writeString(
                folder.resolve("s.json"),
                "{\"id\":\"a\",\"provider\":\"X\",\"choices\":[{\"index\":0,\"finish_resaon\":\"stop\",\"native_finish_reason\":\"end\","
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"“Hi” {{x}}\",\"reasoning\":\"Hm\"}}]}");
        LoadedInteraction stubbed =
                loaded(Interaction.named("stubbed").when(prompt("Hello")).reply(stub(stub)));

        assertThat(warnings(stubbed))
                .containsExactly(
                        "java 'stubbed': its stub has 'choices[0].finish_resaon', which is served unchanged. Did you mean 'finish_reason'? C622");
    }

    @Test
    void tagsWithoutATemplateAndATemplateWithoutTagsAreShown() {
        LoadedInteraction tagged =
                loaded(Interaction.named("tagged").when(prompt("Hello")).reply("{{prompt}}"));
        LoadedInteraction untagged = loaded(Interaction.named("untagged")
                .when(prompt("Hi"))
                .reply(text("Ho").template()));
        LoadedInteraction sound = loaded(Interaction.named("sound")
                .when(prompt("Hey"))
                .reply(text("{{prompt}}").template()));

        assertThat(warnings(tagged, untagged, sound))
                .containsExactly(
                        "java 'tagged': the response contains '{{', which is sent unchanged. Did you mean 'template: true'? C609",
                        "java 'untagged': the response has 'template: true', but no {{…}} in it C609");
    }

    @Test
    void aTurnAfterOneThatOnlyFailsIsNeverReached() {
        LoadedInteraction stuck = loaded(Interaction.named("stuck")
                .neverVerify()
                .converse(
                        ConversationTurn.when(prompt("Hello")).reply(error("rate_limit_exceeded")),
                        ConversationTurn.when(prompt("Again")).reply("Hi")));

        assertThat(warnings(stuck))
                .containsExactly(
                        "java 'stuck': turn 2 is never reached, because turn 1 has no response that a conversation"
                                + " can contain C615");
    }

    @Test
    void twoFilesOfOneContractMustNotShareAName() {
        LoadedContract one = contract("c", reply("same", prompt("Hello")));
        LoadedContract two = contract("c", reply("same", prompt("Bye")));

        assertThat(ContractCheck.check(List.of(one, two), PROVIDER))
                .extracting(warning -> warning.id().code())
                .containsExactly("C614");
        assertThat(ContractCheck.check(List.of(one, contract("d", reply("same", prompt("Bye")))), PROVIDER))
                .isEmpty();
    }

    @Test
    void tenThousandInteractionsAreNotComparedEachWithEach() {
        LoadedInteraction one = reply("one", model("gpt-4o"), prompt("placeholder"));
        LoadedInteraction[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> like(one, "number " + i + " please"))
                .toArray(LoadedInteraction[]::new);

        // a second or two; each with each would take many minutes
        assertTimeoutPreemptively(
                ofMinutes(2),
                () -> assertThat(ContractCheck.check(List.of(contract("many", many)), PROVIDER))
                        .isEmpty());
    }

    /** Built from records: ten thousand drafts would take the reader longer than the check. */
    private static LoadedInteraction like(LoadedInteraction one, String text) {
        FieldRule model = one.turns().get(0).request().rules().get(0);
        TextMatch match = new TextMatch(TextMatch.Place.ANYWHERE, text, false);
        RequestPattern pattern = RequestPattern.of(List.of(model, new FieldRule(new RequestPart.Prompt(), match)));
        return TestWords.interaction(text, SourceLocation.CODE, pattern, List.of(CannedCompletion.ofText("ok")));
    }

    private static boolean isShadowed(List<RequestRule> earlier, List<RequestRule> later) {
        LoadedInteraction one = loaded(Interaction.named("earlier")
                .when(earlier.toArray(RequestRule[]::new))
                .neverVerify()
                .reply("1"));
        LoadedInteraction two = loaded(Interaction.named("later")
                .when(later.toArray(RequestRule[]::new))
                .neverVerify()
                .reply("2"));
        return codes(one, two).contains("C610");
    }

    @ParameterizedTest
    @CsvSource({"tols, tools", "Tools, tools", "json-schema, json_schema", "stream, streaming", "logprob, logprobs"})
    void aCapabilityThatIsNearlyAUsualOneIsMostLikelyThat(String written, String usual) {
        assertThat(warnings(
                        Interaction.named("a").needs(written).when(prompt("Hi")).reply("ok")))
                .containsExactly(
                        "java 'a': it needs the capability '" + written + "'. Did you mean '" + usual + "'? C617");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "n", "m", "a_word_of_my_own", "vision", "gpu"})
    void anyOtherWordIsACapability(String written) {
        assertThat(codes(
                        Interaction.named("a").needs(written).when(prompt("Hi")).reply("ok")))
                .isEmpty();
    }

    @Test
    void typographicQuotesAroundATextAreAPartOfIt() {
        assertThat(warnings(
                        reply("rule", prompt(contains("“weather”"))),
                        reply("inner", prompt(anyOf("‘Hi’", "„Hallo“"))),
                        Interaction.named("answer").when(prompt("Hi")).reply("“Hello”")))
                .containsExactly(
                        "java 'rule': prompt: the typographic quotes in \"“weather”\" are part of the text. Did you mean straight quotes? C618",
                        "java 'inner': prompt: the typographic quotes in \"‘Hi’\" are part of the text. Did you mean straight quotes? C618",
                        "java 'inner': prompt: the typographic quotes in \"„Hallo“\" are part of the text. Did you mean straight quotes? C618",
                        "java 'answer': the answer: the typographic quotes in \"“Hello”\" are part of the text. Did you mean straight quotes? C618");
        assertThat(codes(
                        reply("within", prompt(contains("say “Hi” twice"))),
                        reply("apostrophe", prompt(contains("it’s")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "prompt: weather*                | '{glob: \"weather*\"}'",
                "prompt: '*weather*'             | '{glob: \"*weather*\"}'",
                "headers: {x-tenant: a*}         | '{glob: \"a*\"}'",
                "prompt: /weather/i              | '{matches: \"weather\"}'",
                "prompt: .*weather.*             | '{matches: \".*weather.*\"}'",
                "prompt: (?i)weather             | '{matches: \"(?i)weather\"}'",
                "prompt: ^What                   | '{matches: \"^What\"}'",
                "prompt: {any_of: [regex:a+, b]} | '{matches: \"a+\"}'",
                "prompt: contains(weather)       | '{contains: weather}'",
                "system: 'contains: weather'     | '{contains: weather}'",
                "prompt: ~weather                | '{contains: weather}'",
                "prompt: any                     | '{present: true}'",
                "user: absent                    | '{absent: true}'",
                "tools: [get_weather, '*']       | 'has'",
            })
    void aTextThatIsWrittenLikeAPatternIsOne(String rule, String meant) {
        assertThat(warningsOf(rule)).anyMatch(warning -> warning.endsWith("Did you mean " + meant + "? C620"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt: '* a list'",
                "prompt: 'some **bold** text'",
                "prompt: a * b",
                "prompt: any news?",
                "prompt: /v1/chat/completions",
                "path: /v1/",
                "model: gpt-4*",
                "prompt: {contains: a*}",
                "prompt: 'Which word contains: an x?'",
                "prompt: ~ 5 minutes",
                "prompt: costs 5$",
            })
    void aTextThatIsOnlyATextIsNoPattern(String rule) {
        assertThat(codesOf(rule)).doesNotContain("C620");
    }

    private static List<String> warningsOf(String rule) {
        String text = "interactions: [{name: a, request: {" + rule + "}, response: ok, verify: false}]";
        return ContractCheck.check(ContractReader.parse("test.yaml", text), PROVIDER).stream()
                .map(ContractWarning::sentence)
                .toList();
    }

    private static List<String> codesOf(String rule) {
        String text = "interactions: [{name: a, request: {" + rule + "}, response: ok, verify: false}]";
        return ContractCheck.check(ContractReader.parse("test.yaml", text), PROVIDER).stream()
                .map(warning -> warning.id().code())
                .toList();
    }

    private static LoadedInteraction reply(String name, RequestRule... rules) {
        return loaded(Interaction.named(name).when(rules).reply("ok"));
    }

    private static List<String> warnings(Interaction... interactions) {
        return ContractCheck.check(List.of(contract("c", interactions)), PROVIDER).stream()
                .map(ContractWarning::sentence)
                .toList();
    }

    private static List<String> codes(Interaction... interactions) {
        return ContractCheck.check(List.of(contract("c", interactions)), PROVIDER).stream()
                .map(warning -> warning.id().code())
                .toList();
    }
}
