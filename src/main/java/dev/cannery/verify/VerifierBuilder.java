package dev.cannery.verify;

import dev.cannery.Contract;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.Tags;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.TargetChoice;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Verifier}. The options are those of {@code cannery verify}. */
public final class VerifierBuilder {
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

    VerifierBuilder() {}

    /** Adds contract files or folders. */
    public VerifierBuilder contracts(String... filesOrFolders) {
        Arrays.stream(filesOrFolders).map(Path::of).forEach(files::add);
        return this;
    }

    /** Adds contracts that were built or read before. */
    public VerifierBuilder contracts(Contract... contracts) {
        Arrays.stream(contracts).map(LoadedContract::of).forEach(built::add);
        return this;
    }

    /** Selects the interactions with one of these tags. */
    public VerifierBuilder tags(String... wanted) {
        tags.addAll(Arrays.asList(wanted));
        return this;
    }

    /** Sets the file of named targets, by default {@code cannery.yaml}. */
    public VerifierBuilder configuration(Path file) {
        configuration = file;
        return this;
    }

    /** Sets the environment variable with the API key. Without it, only a key from the targets file is sent. */
    public VerifierBuilder apiKeyEnv(String name) {
        keyName = name;
        return this;
    }

    /** Sets the model to request instead of the contracts' models. */
    public VerifierBuilder model(String name) {
        model = name;
        return this;
    }

    /** Sets the profile, by name or file, that describes the provider's responses and refusals. */
    public VerifierBuilder profile(String nameOrFile) {
        profile = nameOrFile;
        return this;
    }

    /** Declares the provider's capabilities. Without this, every interaction is tried. */
    public VerifierBuilder capabilities(String... names) {
        capabilities.addAll(Arrays.asList(names));
        return this;
    }

    /** Declares states of the provider's environment, such as {@code quota is exhausted}. */
    public VerifierBuilder given(String... words) {
        states.addAll(Arrays.asList(words));
        return this;
    }

    /** Limits the requests and tokens that may be spent. */
    public VerifierBuilder budget(int requests, long tokens) {
        settings = settings.withBudget(new Budget.Limits(requests, tokens));
        return this;
    }

    /** Sets the timeouts for the first byte of a response and for the whole response. */
    public VerifierBuilder timeouts(Duration firstByte, Duration total) {
        Timeouts usual = Timeouts.USUAL;
        settings = settings.withTimeouts(new Timeouts(usual.connect(), firstByte, usual.gap(), total));
        return this;
    }

    /** Requests only whole responses, no streams. */
    public VerifierBuilder withoutStreams() {
        settings = settings.withForms(
                settings.forms().stream().filter(form -> !form.isStream()).collect(Collectors.toSet()));
        return this;
    }

    /** Verifies the provider's Responses API as well, by the same contracts. */
    public VerifierBuilder withResponses() {
        Set<RequestedForm> forms = new HashSet<>(settings.forms());
        settings.forms().forEach(form -> forms.add(form.at(ChatEndpoint.RESPONSES)));
        settings = settings.withForms(forms);
        return this;
    }

    /** Skips the check that the provider refuses wrong requests. */
    public VerifierBuilder withoutErrors() {
        settings = settings.withoutErrors();
        return this;
    }

    /** Treats warnings as failures: deviations from the schema that clients tolerate. */
    public VerifierBuilder failOnWarnings() {
        settings = settings.failingOn(Level.WARN);
        return this;
    }

    /**
     * Returns the verifier.
     *
     * @throws dev.cannery.InvalidFilesException if a contract file has errors; the message lists them all
     * @throws IllegalArgumentException if there is no contract, or no interaction has one of the tags
     */
    public Verifier build() {
        if (files.isEmpty() && built.isEmpty()) {
            throw new IllegalArgumentException(
                    "verification requires at least one contract. Add one with contracts(…)");
        }
        List<LoadedContract> contracts = new ArrayList<>(ContractReader.read(files.toArray(Path[]::new)));
        contracts.addAll(built);
        TargetChoice choice = new TargetChoice("", configuration, keyName, model, profile, capabilities, states);
        return new Verifier(Tags.chosen(contracts, tags), choice, settings);
    }
}
