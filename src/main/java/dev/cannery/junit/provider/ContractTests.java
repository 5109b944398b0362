package dev.cannery.junit.provider;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.targets.Target;
import dev.cannery.internal.verify.targets.TargetChoice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Puts contracts to a real provider, each interaction and each form of its answer as a test:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> provider() {
 *     return ContractTests.of("contracts").against("https://api.openai.com/v1");
 * }
 * }</pre>
 *
 * <p>A contract that is not kept fails its test with what {@code cannery verify} prints; one that is skipped or pending aborts
 * it. A last test fails where the others prove nothing.
 */
public final class ContractTests {
    private final List<LoadedContract> contracts;
    private final TargetChoice choice;
    private final VerificationSettings settings;

    ContractTests(List<LoadedContract> contracts, TargetChoice choice, VerificationSettings settings) {
        this.contracts = List.copyOf(contracts);
        this.choice = choice;
        this.settings = settings;
    }

    /**
     * The contracts of these files and folders.
     *
     * @throws dev.cannery.internal.source.InvalidFilesException when one of them is wrong
     */
    public static ContractTests of(String... filesOrFolders) {
        return builder().contracts(filesOrFolders).build();
    }

    /** Tests to be configured. */
    public static ContractTestsBuilder builder() {
        return new ContractTestsBuilder();
    }

    /**
     * A test for each interaction in each form, to be returned by a {@code @TestFactory}; nothing is sent before they run.
     *
     * @param target an address as {@code https://api.openai.com/v1}, or a target's name in {@code cannery.yaml}
     * @throws dev.cannery.internal.source.InvalidFilesException when there is no such target, or its key is not set
     */
    public Stream<DynamicTest> against(String target) {
        return against(choice.of(target).resolved(System::getenv));
    }

    /** The same for a target made in code, to which the builder's words of key, model, profile and offers do not apply. */
    public Stream<DynamicTest> against(Target target) {
        VerificationRun verifier = VerificationRun.of(target, settings);
        return new ProviderTests(verifier, target, settings.probesErrors()).of(contracts);
    }
}
