package dev.cannery.internal.verify.lie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Catalogue;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each invalid response is detected by its own finding, and a valid provider has no finding. */
class LyingProviderTest {
    private static final Catalogue FINDINGS = Catalogue.of("findings");
    private static final LyingProvider PROVIDER = new LyingProvider();
    private static final LoadedContract SCENARIOS = ContractReader.read(
                    Path.of("src/test/resources/verify/scenarios.yaml"))
            .get(0);
    private static final Profile PROFILE = ProfileReader.read("openai");
    private static final Profile PROFILE_OF_ALL = ProfileReader.read("lenient");
    private static final Timeouts PATIENCE =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(20));
    private static final VerificationSettings SETTINGS = VerificationSettings.USUAL.withTimeouts(PATIENCE);

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    static Stream<Lie> lies() {
        return Stream.of(
                        WholeLies.transport(),
                        WholeLies.schema(),
                        WholeLies.invariants(),
                        StreamedLies.frames(),
                        StreamedLies.order(),
                        StreamedLies.joined(),
                        LogprobLies.all(),
                        FormLies.all(),
                        GatewayLies.all())
                .flatMap(List::stream);
    }

    static List<Lie> refusals() {
        return RefusalLies.all();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aLieIsDetectedByItsFinding(Lie lie) throws Exception {
        String address = PROVIDER.telling(name(lie), lie.change());
        VerificationResults report = verify(address, SCENARIOS, lie.scenario(), SETTINGS.withoutErrors());

        assertThat(codes(report, lie)).as(report.results().toString()).contains(lie.code());
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        FINDINGS.assertHolds(title(lie), sentences(report, lie));
    }

    static Stream<Lie> toleratedForms() {
        return Stream.concat(FormLies.tolerated().stream(), GatewayLies.tolerated().stream());
    }

    static Stream<Lie> validForms() {
        return Stream.concat(FormLies.valid().stream(), GatewayLies.valid().stream());
    }

    static List<Lie> formsOfOtherServers() {
        return GatewayLies.ofOthers();
    }

    @ParameterizedTest
    @MethodSource("toleratedForms")
    void aDeviationThatClientsTolerateIsAWarning(Lie lie) throws Exception {
        VerificationResults report = verifyOne(lie);

        assertThat(report.results()).flatExtracting(InteractionResult::findings).allSatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.code()).isEqualTo(lie.code());
        });
        assertThat(report.count(Status.WARN)).isPositive();
    }

    static Stream<Lie> liesOfOtherServers() {
        return lies().filter(lie -> !lie.words().equals(GatewayLies.CHANGES_TIME))
                .filter(lie -> PROFILE_OF_ALL.answers().tolerated().stream()
                        .filter(known -> known.at().isEmpty()
                                && known.kinds().isEmpty()
                                && known.texts().isEmpty())
                        .anyMatch(known -> known.id().code().equals(lie.code())));
    }

    @ParameterizedTest
    @MethodSource("liesOfOtherServers")
    void aDeviationOfOtherServersIsAWarningForTheLenientProfile(Lie lie) throws Exception {
        String address = PROVIDER.telling(name(lie), lie.change());
        Target target = new Target("all", endpoint(address), PROFILE_OF_ALL, null, DeclaredCapabilities.UNDECLARED);
        VerificationResults report = VerificationRun.of(target, SETTINGS.withoutErrors())
                .verify(List.of(alone(SCENARIOS, lie.scenario())), result -> {});

        assertThat(report.results())
                .flatExtracting(InteractionResult::findings)
                .filteredOn(finding -> finding.code().equals(lie.code()))
                .isNotEmpty()
                .noneMatch(Finding::isFailure);
    }

    @ParameterizedTest
    @MethodSource("formsOfOtherServers")
    void aFormOfOtherServersIsAWarningForTheLenientProfile(Lie lie) throws Exception {
        Target target = new Target(
                "all",
                endpoint(PROVIDER.telling(name(lie), lie.change())),
                PROFILE_OF_ALL,
                null,
                DeclaredCapabilities.UNDECLARED);
        VerificationResults report =
                VerificationRun.of(target, ofForm(lie)).verify(List.of(alone(SCENARIOS, lie.scenario())), result -> {});

        assertThat(report.results())
                .flatExtracting(InteractionResult::findings)
                .noneMatch(Finding::isFailure)
                .extracting(Finding::code)
                .contains(lie.code());
    }

    static List<Lie> unreadForms() {
        return GatewayLies.unread();
    }

    @ParameterizedTest
    @MethodSource("unreadForms")
    void unreadableResponsesFailForTheLenientProfileToo(Lie lie) throws Exception {
        Target target = new Target(
                "all",
                endpoint(PROVIDER.telling(name(lie), lie.change())),
                PROFILE_OF_ALL,
                null,
                DeclaredCapabilities.UNDECLARED);
        VerificationResults report =
                VerificationRun.of(target, ofForm(lie)).verify(List.of(alone(SCENARIOS, lie.scenario())), result -> {});

        assertThat(report.results())
                .flatExtracting(InteractionResult::findings)
                .filteredOn(finding -> finding.code().equals(lie.code()))
                .isNotEmpty()
                .allMatch(Finding::isFailure);
    }

    static List<Lie> unnoticedForms() {
        return GatewayLies.ofOthersUnnoticed();
    }

    @ParameterizedTest
    @MethodSource("unnoticedForms")
    void aFormThatNoClientNoticesIsNotAFindingForTheLenientProfile(Lie lie) throws Exception {
        Target target = new Target(
                "all",
                endpoint(PROVIDER.telling(name(lie), lie.change())),
                PROFILE_OF_ALL,
                null,
                DeclaredCapabilities.UNDECLARED);
        VerificationResults report =
                VerificationRun.of(target, ofForm(lie)).verify(List.of(alone(SCENARIOS, lie.scenario())), result -> {});

        assertThat(report.results()).flatExtracting(InteractionResult::findings).isEmpty();
        assertThat(report.count(Status.PASS)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("validForms")
    void anOddButValidFormHasNoFinding(Lie form) throws Exception {
        VerificationResults report = verifyOne(form);

        assertThat(report.results()).flatExtracting(InteractionResult::findings).isEmpty();
        assertThat(report.count(Status.PASS)).isPositive();
    }

    private static VerificationResults verifyOne(Lie lie) throws Exception {
        return verify(PROVIDER.telling(name(lie), lie.change()), SCENARIOS, lie.scenario(), ofForm(lie));
    }

    private static VerificationSettings ofForm(Lie lie) {
        VerificationSettings usual = SETTINGS.withoutErrors();
        return new VerificationSettings(
                usual.timeouts(), usual.budget(), 1, Set.of(lie.form()), usual.requests(), null, false);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aLieInARefusalIsDetectedByItsFinding(Lie lie) throws Exception {
        String address = PROVIDER.refusing(name(lie), lie.change());
        VerificationResults report = verify(address, SCENARIOS, "nothing", SETTINGS);

        assertThat(report.results().get(0).findings()).extracting(Finding::code).contains(lie.code());
        FINDINGS.assertHolds(title(lie), sentences(report, lie));
    }

    @Test
    void aValidProviderHasNoFinding() throws Exception {
        VerificationRun verifier = VerificationRun.of(target(PROVIDER.valid()), SETTINGS);
        VerificationResults report = verifier.verify(List.of(SCENARIOS), result -> {});

        assertThat(report.results()).hasSizeGreaterThan(25).allSatisfy(result -> {
            assertThat(result.findings()).as(result.subject().title()).isEmpty();
            assertThat(result.status()).isEqualTo(Status.PASS);
        });
        assertThat(report.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void thereAreAtLeastSeventyLies() {
        assertThat(Stream.concat(lies(), refusals().stream())).hasSizeGreaterThan(100);
    }

    private static String name(Lie lie) {
        return (lie.form() + "-" + lie.scenario() + "-" + lie).replaceAll("[^A-Za-z0-9]+", "-");
    }

    @Test
    void theCatalogueOfFindingsContainsEachLie() {
        FINDINGS.assertCases(Stream.concat(lies(), refusals().stream())
                .map(LyingProviderTest::title)
                .toList());
    }

    private static String title(Lie lie) {
        return lie + " (" + lie.scenario() + ", " + lie.form() + ")";
    }

    /** Returns the reported findings of a lie in its form. */
    private static String sentences(VerificationResults report, Lie lie) {
        return report.results().stream()
                .filter(result -> result.subject().form() == lie.form()
                        || result.subject().form() == null)
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.code().equals(lie.code()))
                .map(finding -> finding.mismatch().sentence().replaceAll("\\d+ ms\"", "… ms\""))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static List<String> codes(VerificationResults report, Lie lie) {
        return report.results().stream()
                .filter(result -> result.subject().form() == lie.form())
                .flatMap(result -> result.findings().stream())
                .filter(Finding::isFailure)
                .map(Finding::code)
                .toList();
    }

    private static VerificationResults verify(
            String address, LoadedContract contract, String scenario, VerificationSettings settings) throws Exception {
        return VerificationRun.of(target(address), settings).verify(List.of(alone(contract, scenario)), result -> {});
    }

    private static LoadedContract alone(LoadedContract contract, String scenario) {
        List<LoadedInteraction> chosen = contract.interactions().stream()
                .filter(interaction -> interaction.name().equals(scenario))
                .toList();
        return new LoadedContract(contract.name(), contract.consumer(), contract.provider(), chosen);
    }

    private static Target target(String address) {
        return new Target("test", endpoint(address), PROFILE, null, DeclaredCapabilities.UNDECLARED);
    }

    private static Endpoint endpoint(String address) {
        return Endpoint.of(address, Map.of(), new Endpoint.ApiKey("TEST_KEY", "authorization", LyingProvider.KEY));
    }
}
