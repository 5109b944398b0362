package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.junit.files.ContractFiles;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one annotation, or one builder, asks for.
 *
 * @param where who asks, for complaints
 * @param files contract files or folders
 * @param contracts contracts built in code, asked after those of the files
 * @param strictness what fails a test
 * @param isShared whether one server serves all classes
 * @param properties system properties to set, as {@code name} or {@code name=value}
 * @param profile the profile that judges every request; empty for each contract's own
 */
record Settings(
        String where,
        List<String> files,
        List<LoadedContract> contracts,
        Strictness strictness,
        boolean isShared,
        List<String> properties,
        String profile) {
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
                annotation.profile());
    }

    /** The same of a class, for complaints. */
    Settings of(Class<?> testClass) {
        String whose = where + " of " + testClass.getSimpleName();
        return new Settings(whose, files, contracts, strictness, isShared, properties, profile);
    }

    /**
     * All contracts that are asked for, in the order in which they are asked.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException when a file is not there, or is no contract
     */
    List<LoadedContract> read(ContractFiles known, Class<?> testClass) {
        List<LoadedContract> all = Stream.concat(known.read(files, where, testClass).stream(), contracts.stream())
                .toList();
        return judged(ContractFiles.once(all), profile);
    }

    /** The contracts with this profile in the place of their providers; as they are when it is empty. */
    static List<LoadedContract> judged(List<LoadedContract> contracts, String profile) {
        return profile.isEmpty()
                ? contracts
                : contracts.stream()
                        .map(contract -> contract.withProvider(profile))
                        .toList();
    }

    /** Whether the server of the JVM serves: its URL stays, whatever has taken the properties' values and kept them. */
    boolean usesSharedServer() {
        return isShared || !properties.isEmpty();
    }
}
