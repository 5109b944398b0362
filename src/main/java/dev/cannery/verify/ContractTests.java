package dev.cannery.verify;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Verifies a real provider with JUnit: each interaction, in each form of its response, is a test.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> provider() {
 *     return ContractTests.of("contracts").against("https://api.openai.com/v1");
 * }
 * }</pre>
 *
 * <p>If an interaction fails, its test fails with the report of {@code cannery verify}. If it is skipped or pending, its test is
 * aborted. A last test fails if nothing was verified.
 */
public final class ContractTests {
    private final Verifier verifier;

    private ContractTests(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Returns the tests of the contracts in these files and folders.
     *
     * @throws dev.cannery.InvalidFilesException if a file has errors; the message lists them all
     */
    public static ContractTests of(String... filesOrFolders) {
        return of(Verifier.builder().contracts(filesOrFolders).build());
    }

    /** Returns tests with the contracts and settings of a verifier. */
    public static ContractTests of(Verifier verifier) {
        return new ContractTests(verifier);
    }

    /**
     * Returns a test for each interaction in each form, for a {@code @TestFactory}. Nothing is sent before they run.
     *
     * @param target a URL such as {@code https://api.openai.com/v1}, or the name of a target in {@code cannery.yaml}
     * @throws dev.cannery.InvalidFilesException if there is no such target, or its key is not set
     */
    public Stream<DynamicTest> against(String target) {
        return new ProviderTests(
                        verifier.run(target),
                        verifier.target(target),
                        verifier.settings().endpoints())
                .of(verifier.contracts());
    }
}
