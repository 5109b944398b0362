package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.LoadedContract;

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
}
