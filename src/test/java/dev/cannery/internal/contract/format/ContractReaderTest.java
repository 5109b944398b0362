package dev.cannery.internal.contract.format;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

class ContractReaderTest {
    private static List<LoadedContract> read(String text) {
        return ContractReader.parse("shop.yaml", text);
    }

    private static LoadedInteraction first(String text) {
        return read(text).get(0).interactions().get(0);
    }

    private static List<String> rulesOf(LoadedInteraction interaction) {
        return interaction.turns().get(0).request().rules().stream()
                .map(rule -> rule.part().label() + " " + rule.constraint().describe())
                .toList();
    }

    private static CannedResponse answerOf(LoadedInteraction interaction) {
        return interaction.turns().get(0).responses().get(0);
    }

    @Test
    void namesFollowTheFileWhereNothingIsSaid() {
        LoadedContract contract =
                read("interactions: [{name: a, response: ok}]").get(0);

        assertThat(contract.name()).isEqualTo("shop");
        assertThat(contract.consumer()).isEqualTo("shop");
        assertThat(contract.provider()).isEqualTo("openai");
    }

    @Test
    void consumerFollowsTheContractsName() {
        LoadedContract contract = read("contract: c\nprovider: atoma\ninteractions: [{name: a, response: ok}]")
                .get(0);

        assertThat(contract.consumer()).isEqualTo("c");
        assertThat(contract.provider()).isEqualTo("atoma");
    }

    @Test
    void severalDocumentsAreSeveralContracts() {
        List<LoadedContract> contracts = read(
                "contract: a\ninteractions: [{name: x, response: 'ok'}]\n---\ncontract: b\ninteractions: [{name: x, response: ok}]\n");

        assertThat(contracts).extracting(LoadedContract::name).containsExactly("a", "b");
    }

    @Test
    void anchorsAreOfTheirOwnDocument() {
        assertThatThrownBy(() -> read(
                        "interactions: [{name: &n x, response: ok}]\n---\ninteractions: [{name: *n, response: ok}]\n"))
                .hasMessage("shop.yaml:3:23: unknown alias: there is no anchor '&n' above this line");
    }

    @Test
    void aliasStandsForAWholeValue() {
        List<LoadedInteraction> interactions =
                read("interactions:\n  - {name: a, request: &r {prompt: Hi}, response: ok}\n  - {name: b, request: *r, response: ok}\n")
                        .get(0)
                        .interactions();

        assertThat(rulesOf(interactions.get(1))).containsExactly("prompt \"Hi\"");
    }

    @Test
    void mistakeInAnAnchoredValueIsSaidOnce() {
        assertThatThrownBy(
                        () -> read(
                                "interactions:\n  - {name: a, request: &r {promt: Hi}, response: ok}\n  - {name: b, request: *r, response: ok}\n"))
                .hasMessage("shop.yaml:2:28 interactions[0].request: unknown field 'promt'. Did you mean 'prompt'?");
    }

    @Test
    void defaultsLieUnderEachInteractionRuleByRule() {
        LoadedInteraction interaction = first("""
                defaults:
                  request: {model: gpt-4o, temperature: 0, headers: {authorization: {present: true}, x-a: "1"}}
                  response: {model: gpt-4o-2024, delay: 5ms}
                  tags: [smoke]
                interactions:
                  - name: a
                    request: {temperature: 1, headers: {x-a: "2"}}
                    response: [ok, {error: server_error}]
                """);

        assertThat(rulesOf(interaction))
                .containsExactlyInAnyOrder(
                        "temperature 1", "headers.x-a \"2\"", "headers.authorization any value", "model \"gpt-4o\"");
        assertThat(interaction.notes().tags()).containsExactly("smoke");
        assertThat(((CannedCompletion) answerOf(interaction)).identity().model())
                .isEqualTo("gpt-4o-2024");
        assertThat(interaction.turns().get(0).responses())
                .extracting(response -> response.delay().fixed())
                .containsOnly(Duration.ofMillis(5));
    }

    @Test
    void defaultResponseAnswersForAnInteractionWithoutOne() {
        LoadedInteraction interaction = first("defaults: {response: ok}\ninteractions: [{name: a}]");

        assertThat(answerOf(interaction)).isEqualTo(CannedCompletion.ofText("ok"));
    }

    @Test
    void wordsThatYamlTakesForTruthAreTexts() {
        for (String word : List.of("yes", "no", "on", "off", "Yes", "NO", "y")) {
            assertThat(rulesOf(first("interactions: [{name: a, request: {prompt: " + word + "}, response: ok}]")))
                    .containsExactly("prompt \"" + word + "\"");
        }
    }

    @Test
    void markOfTheByteOrderAndWindowsLinesAreNoMatter() {
        String text = "\uFEFF{\"interactions\": [\r\n{\"name\": \"a\", \"response\": \"ok\"}]}";

        assertThat(ContractReader.parse("a.json", text)).hasSize(1);
        assertThat(ContractReader.parse("a.yaml", text)).hasSize(1);
        assertThat(ContractReader.parse("A.JSON", text)).hasSize(1);
    }

    @Test
    void jsonAndYamlSayTheSame() {
        String json =
                "{\"interactions\": [{\"name\": \"a\", \"request\": {\"n\": 1, \"prompt\": \"Hi\"}, \"response\": \"ok\"}]}";
        LoadedInteraction fromJson =
                ContractReader.parse("shop.json", json).get(0).interactions().get(0);

        assertThat(fromJson.turns()).isEqualTo(first(json).turns());
    }

    @Test
    void sourceIsTheLineOfTheName() {
        LoadedInteraction interaction =
                first("interactions:\n  - request: {prompt: Hi}\n    name: a\n    response: ok\n");

        assertThat(interaction.source().fileAndLine()).isEqualTo("shop.yaml:3");
    }

    @Test
    void errorsKeepTheirStatusAndWait() {
        CannedError error = (CannedError)
                answerOf(first("interactions: [{name: a, response: {error: rate_limit_exceeded, retry_after: 1.5s}}]"));

        assertThat(error.error().status()).isEqualTo(429);
        assertThat(error.retryAfter()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void brokenArgumentsAreKeptAsTheyAre() {
        CannedCompletion answer = (CannedCompletion) answerOf(
                first("interactions: [{name: a, response: {tool_calls: [{f: '{\"a\": '}, {g: {b: 1}}, {h: }]}}]"));

        assertThat(answer.choices().get(0).toolCalls())
                .extracting(call -> call.name() + " " + call.arguments())
                .containsExactly("f {\"a\": ", "g {\"b\":1}", "h {}");
    }

    @Test
    void verificationIsShapeUnlessItIsSaid() {
        assertThat(first("interactions: [{name: a, response: ok}]").verification())
                .isEqualTo(Verification.SHAPE);
        assertThat(first("interactions: [{name: a, response: ok, verify: shape}]")
                        .verification())
                .isEqualTo(Verification.SHAPE);
        assertThat(first("interactions: [{name: a, response: ok, verify: false}]")
                        .verification())
                .isEqualTo(Verification.NEVER);
    }

    @Test
    void modelIsAGlobOnlyWithAStar() {
        assertThat(rulesOf(first("interactions: [{name: a, request: {model: o3*, user: o3*}, response: ok}]")))
                .containsExactly("model o3*", "user \"o3*\"");
    }

    @Test
    void foldersAreReadInTheOrderOfTheirPathsAndSoundFilesStay(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("b"));
        for (String name : List.of("c.yaml", "a.yml", "b/x.json", "notes.txt", ".hidden.yaml")) {
            Files.writeString(folder.resolve(name), "{\"interactions\": [{\"name\": \"a\", \"response\": \"ok\"}]}");
        }
        Files.writeString(folder.resolve("bad.yaml"), "interactions: []");

        ContractReader.Reading reading = ContractReader.readLeniently(List.of(folder));

        assertThat(reading.contracts()).extracting(LoadedContract::name).containsExactly("a", "x", "c");
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("a contract needs at least one interaction"));
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ContractReader.read(Path.of("contracts/nowhere.yaml")))
                .hasMessage("contracts/nowhere.yaml:1:1: no such file");
    }

    @Test
    void schemaIsSoughtBesideTheContract(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("city.yml"), "type: object\nrequired: [city]\n");
        Path file = Files.writeString(
                folder.resolve("a.yaml"),
                "interactions: [{name: a, request: {prompt: {json: {conforms_to: city.yml}}}, response: ok}]");

        assertThat(ContractReader.read(file)).hasSize(1);
    }

    @Test
    void manyProblemsAreBounded() {
        assertThatThrownBy(() -> read("interactions:\n" + "  - x\n".repeat(20_000)))
                .isInstanceOfSatisfying(
                        SourceProblemsException.class,
                        e -> assertThat(e.sourceProblems()).hasSize(1_000));
    }

    @Test
    void wordAsLongAsAFileIsRefusedAtOnce() {
        String word = "x".repeat(200_000);
        assertTimeoutPreemptively(ofSeconds(30), () -> {
            for (String text : List.of(
                    "interactions: [{name: a, response: {error: \"" + word + "\"}}]",
                    "interactions: [{name: a, request: {temperature: \"" + word + "\"}, response: ok}]",
                    "interactions: [{name: a, response: {content: a, delay: \"" + "9".repeat(200_000) + "s\"}}]")) {
                assertThatThrownBy(() -> read(text))
                        .isInstanceOfSatisfying(
                                SourceProblemsException.class,
                                e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
            }
        });
    }

    @Test
    void aliasesNestNoDeeperThanWhatIsWritten() {
        StringBuilder text = new StringBuilder("a: &a0 ")
                .append("[".repeat(90))
                .append("]".repeat(90))
                .append('\n');
        for (int i = 1; i < 50; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> read(text.toString()))
                .hasMessageContaining("the value is nested more than 100 levels");
    }

    @Test
    void anchorsDoNotLeakTheirDepthOrCountToTheirNeighbours() {
        String deep = "[".repeat(60) + "]".repeat(60);
        String text = "interactions: [{name: a, request: {metadata: {a: {is: &d " + deep
                + "}, b: {is: *d}, c: {is: *d}}}," + " response: ok}]";

        assertThat(read(text)).hasSize(1);
    }

    @Test
    void ruleOfAnyFieldNamesItsPart() {
        List<FieldRule> rules = first(
                        "interactions: [{name: a, request: {path: {ends_with: /x}, jsonpath: {$.a.b: 1}}, response: ok}]")
                .turns()
                .get(0)
                .request()
                .rules();

        assertThat(rules).extracting(rule -> rule.part().label()).containsExactly("path", "$.a.b");
    }

    @Test
    void noLinkLeadsOutOfTheFolderOfTheContracts(@TempDir Path folder) throws IOException {
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("secret.json"), "{\"password\": oops}");
        Files.createSymbolicLink(contracts.resolve("link.schema.json"), folder.resolve("secret.json"));
        Files.writeString(
                contracts.resolve("a.yaml"),
                "interactions: [{name: a, request: {prompt: {conforms_to: link.schema.json}}, response: ok}]\n");

        assertThatThrownBy(() -> ContractReader.read(contracts))
                .hasMessageEndingWith("the file 'link.schema.json' must be in the folder 'contracts'");
    }

    @Test
    void schemaFilesAreNoContractsAndAreTold(@TempDir Path folder) throws IOException {
        Path schema = Files.writeString(folder.resolve("city.schema.json"), "{\"type\": \"string\"}");
        Files.writeString(
                folder.resolve("a.yaml"),
                "interactions: [{name: a, request: {prompt: {conforms_to: city.schema.json}}, response: ok}]\n");

        ContractReader.Reading reading = ContractReader.readLeniently(List.of(folder));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.contracts()).hasSize(1);
        assertThat(reading.named()).containsExactly(schema);
    }

    @Test
    void aProfilesFileIsFoundBesideItsContract(@TempDir Path folder) throws IOException {
        Path profiles = Files.createDirectories(folder.resolve("profiles"));
        Path profile = Files.writeString(profiles.resolve("mine.yml"), "profile: mine\n");
        Path contract = Files.writeString(
                folder.resolve("a.yaml"), "provider: profiles/mine.yml\ninteractions: [{name: a, response: ok}]\n");

        assertThat(ContractReader.read(contract).get(0).provider()).isEqualTo(profile.toString());
    }

    @Test
    void aFolderMayHoldMuchThatIsNoContract(@TempDir Path folder) throws IOException {
        for (String name : List.of("a.yaml", "b.yml", "c.json")) {
            Files.writeString(folder.resolve(name), "{\"interactions\": [{\"name\": \"n\", \"response\": \"ok\"}]}");
        }
        Files.createDirectories(folder.resolve(".idea/deep"));
        Files.createDirectory(folder.resolve("empty.yaml"));
        List<String> others = List.of(
                "a.yaml~",
                "#a.yaml#",
                ".a.yaml.swp",
                ".hidden.yaml",
                "a.yaml.bak",
                "a.yaml.orig",
                "notes.md",
                ".idea/d.yaml");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "no contract: [");
        }

        assertThat(ContractReader.read(folder)).map(LoadedContract::name).containsExactly("a", "b", "c");
    }

    @Test
    void linksThatLeadInACircleOrNowhereAreSaidAndTheRestIsRead(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("below"));
        Files.writeString(folder.resolve("below/a.yaml"), "interactions: [{name: n, response: ok}]");
        Files.createSymbolicLink(folder.resolve("below/up"), folder);
        Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nowhere.yaml"));
        Files.createSymbolicLink(folder.resolve("gone.txt"), folder.resolve("nowhere.txt"));

        ContractReader.Reading reading = ContractReader.readLeniently(List.of(folder));

        assertThat(reading.contracts()).map(LoadedContract::name).containsExactly("a");
        assertThat(reading.problems())
                .map(SourceProblem::sentence)
                .containsExactly(
                        folder + "/below/up:1:1: this link leads back to a folder that contains it",
                        folder + "/gone.yaml:1:1: the target of this link does not exist");
    }

    @Test
    @DisabledIf(value = "isRoot", disabledReason = "nothing is forbidden to the superuser")
    void whatMayNotBeReadIsSaid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "interactions: [{name: n, response: ok}]");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(file, Set.of());
        Files.setPosixFilePermissions(closed, Set.of());

        assertThat(ContractReader.readLeniently(List.of(folder)).problems())
                .map(SourceProblem::sentence)
                .containsExactly(
                        file + ":1:1: cannot read the file: permission denied",
                        closed + ":1:1: cannot read: permission denied");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    /** Nothing is forbidden to the superuser. */
    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
