package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.junit.files.ContractFiles;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of one annotation or builder.
 *
 * @param where the annotation or builder, for messages
 * @param files contract files or folders
 * @param contracts contracts built in code, matched after those of the files
 * @param strictness what fails a test
 * @param isShared whether the classes share one server
 * @param properties system properties to set, in the form {@code name} or {@code name=value}
 * @param profile the profile that reviews every request; empty for each contract's own
 * @param recording whether a provider is asked
 */
record Settings(
        String where,
        List<String> files,
        List<LoadedContract> contracts,
        Strictness strictness,
        boolean isShared,
        List<String> properties,
        String profile,
        Recording recording) {
    Settings {
        files = List.copyOf(files);
        contracts = List.copyOf(contracts);
        properties = List.copyOf(properties);
    }

    static Settings of(ChatMockTest annotation, String where) {
        return new Settings(
                "@ChatMockTest on " + where,
                List.of(annotation.value()),
                List.of(),
                annotation.strictness(),
                annotation.shared(),
                List.of(annotation.properties()),
                annotation.profile(),
                annotation.record());
    }

    /** Returns these settings with the class's name, for messages. */
    Settings of(Class<?> testClass) {
        String name = where + " of " + testClass.getSimpleName();
        return new Settings(name, files, contracts, strictness, isShared, properties, profile, recording);
    }

    /**
     * Returns all contracts of these settings, in matching order.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if a file is missing or invalid
     */
    List<LoadedContract> read(ContractFiles known, Class<?> testClass) {
        List<LoadedContract> all = Stream.concat(known.read(files, where, testClass).stream(), contracts.stream())
                .toList();
        return judged(ContractFiles.once(all), profile);
    }

    /** Returns the contracts with this profile in place of their providers, or unchanged if it is empty. */
    static List<LoadedContract> judged(List<LoadedContract> contracts, String profile) {
        return profile.isEmpty()
                ? contracts
                : contracts.stream()
                        .map(contract -> contract.withProvider(profile))
                        .toList();
    }

    /** Whether to use the JVM's shared server. Its URL is stable, so code that has read the properties can keep it. */
    boolean usesSharedServer() {
        return isShared || !properties.isEmpty();
    }
}
