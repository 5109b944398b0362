package dev.cannery.verify;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.TargetChoice;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.VerificationSettings;
import java.util.List;

/**
 * Verifies real providers: sends them the requests of contracts and checks the responses.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder().contracts("contracts").apiKeyEnv("OPENAI_API_KEY").build();
 * VerificationReport report = verifier.verify("https://api.openai.com/v1");
 * Files.writeString(Path.of("report.html"), report.toHtml());
 * }</pre>
 *
 * <p>In a test class, use {@link ContractTests}, which turns each interaction into a test. Immutable.
 */
public final class Verifier {
    private final List<LoadedContract> contracts;
    private final TargetChoice choice;
    private final VerificationSettings settings;

    Verifier(List<LoadedContract> contracts, TargetChoice choice, VerificationSettings settings) {
        this.contracts = List.copyOf(contracts);
        this.choice = choice;
        this.settings = settings;
    }

    /** Returns a builder. */
    public static VerifierBuilder builder() {
        return new VerifierBuilder();
    }

    /**
     * Verifies a provider and returns the results.
     *
     * @param target a URL such as {@code https://api.openai.com/v1}, or the name of a target in {@code cannery.yaml}
     * @throws dev.cannery.InvalidFilesException if there is no such target, or its key is not set
     * @throws InterruptedException if the calling thread is interrupted
     */
    public VerificationReport verify(String target) throws InterruptedException {
        return new VerificationReport(run(target).verify(contracts, result -> {}));
    }

    VerificationRun run(String target) {
        return VerificationRun.of(target(target), settings);
    }

    Target target(String target) {
        return choice.of(target).resolved(System::getenv);
    }

    List<LoadedContract> contracts() {
        return contracts;
    }

    VerificationSettings settings() {
        return settings;
    }
}
