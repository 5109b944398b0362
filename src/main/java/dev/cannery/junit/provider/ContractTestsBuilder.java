package dev.cannery.junit.provider;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.Tags;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.verify.Budget;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.targets.TargetChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configures {@link ContractTests}. Each option means what the option of {@code cannery verify} with its name means. */
public final class ContractTestsBuilder {
    private final List<Path> files = new ArrayList<>();
    private final List<LoadedContract> built = new ArrayList<>();
    private final Set<String> tags = new HashSet<>();
    private final Set<String> capabilities = new HashSet<>();
    private final Set<String> states = new HashSet<>();
    private Path configuration = TargetChoice.FILE;
    private @Nullable String keyName;
    private @Nullable String model;
    private @Nullable String profile;
    private VerificationSettings settings = VerificationSettings.USUAL;

    ContractTestsBuilder() {}

    /** Contract files, or folders of them. */
    public ContractTestsBuilder contracts(String... filesOrFolders) {
        Arrays.stream(filesOrFolders).map(Path::of).forEach(files::add);
        return this;
    }

    /** Contracts that were built or read before. */
    public ContractTestsBuilder contracts(LoadedContract... others) {
        built.addAll(Arrays.asList(others));
        return this;
    }

    /** Only interactions with one of these tags. */
    public ContractTestsBuilder tags(String... wanted) {
        tags.addAll(Arrays.asList(wanted));
        return this;
    }

    /** The file of named targets, {@code cannery.yaml} by default. */
    public ContractTestsBuilder configuration(Path file) {
        configuration = file;
        return this;
    }

    /** The environment variable that holds the key; without it none is sent but that of the file of targets. */
    public ContractTestsBuilder apiKeyEnv(String name) {
        keyName = name;
        return this;
    }

    /** The model to ask for instead of the contracts'. */
    public ContractTestsBuilder model(String name) {
        model = name;
        return this;
    }

    /** The profile, or its file, that says how the provider answers and refuses. */
    public ContractTestsBuilder profile(String nameOrFile) {
        profile = nameOrFile;
        return this;
    }

    /** What the provider can do; without it everything is tried. */
    public ContractTestsBuilder capabilities(String... names) {
        capabilities.addAll(Arrays.asList(names));
        return this;
    }

    /** States that hold of the provider. */
    public ContractTestsBuilder given(String... words) {
        states.addAll(Arrays.asList(words));
        return this;
    }

    /** The most that all tests together may spend. */
    public ContractTestsBuilder budget(int requests, long tokens) {
        settings = settings.withBudget(new Budget.Limits(requests, tokens));
        return this;
    }

    /** Everything else: patience, forms, evidence, recordings, and whether the target is asked what it refuses. */
    public ContractTestsBuilder settings(VerificationSettings other) {
        settings = other;
        return this;
    }

    /**
     * The tests.
     *
     * @throws dev.cannery.internal.source.InvalidFilesException when a contract is wrong
     * @throws IllegalArgumentException when there is no contract, or none of its interactions has one of the tags
     */
    public ContractTests build() {
        if (files.isEmpty() && built.isEmpty()) {
            throw new IllegalArgumentException("ContractTests need contracts, but none were named");
        }
        List<LoadedContract> contracts = new ArrayList<>(ContractReader.read(files.toArray(Path[]::new)));
        contracts.addAll(built);
        TargetChoice choice = new TargetChoice("", configuration, keyName, model, profile, capabilities, states);
        return new ContractTests(Tags.chosen(contracts, tags), choice, settings);
    }
}
