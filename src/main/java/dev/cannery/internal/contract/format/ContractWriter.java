package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.source.FileNames;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes contracts as YAML that a person could have written: short maps in one line, long texts as blocks, no key that
 * says what is so anyway. The same contract gives the same text always, and a small change of it a small difference.
 *
 * <p>What is written reads back as an equal contract, but for the places of its interactions. A stub is written as what it
 * says: what a provider sent beside that is left out.
 */
public final class ContractWriter {

    private ContractWriter() {}

    /**
     * The text of one contract, which ends with a newline.
     *
     * @throws IllegalArgumentException when the contract was built in code and holds what no file can say
     */
    public static String write(LoadedContract contract) {
        return new YamlText().document(ContractForm.FORM.writeMap(contract));
    }

    /** The text of several contracts, as one file holds them. */
    public static String write(List<LoadedContract> contracts) {
        return contracts.stream().map(ContractWriter::write).collect(Collectors.joining("---\n"));
    }

    /**
     * The text of several contracts for a file in this folder: a provider's file is named by the path from there, so that
     * the contracts can be read from wherever a program runs.
     */
    public static String write(List<LoadedContract> contracts, Path folder) {
        return write(contracts.stream()
                .map(contract -> contract.withProvider(fromFolder(contract.provider(), folder)))
                .toList());
    }

    private static String fromFolder(String provider, Path folder) {
        boolean isFile = provider.matches("(?i).*\\.(ya?ml|json)(@.*)?");
        return isFile
                ? FileNames.shown(folder.toAbsolutePath()
                        .normalize()
                        .relativize(Path.of(provider).toAbsolutePath().normalize()))
                : provider;
    }
}
