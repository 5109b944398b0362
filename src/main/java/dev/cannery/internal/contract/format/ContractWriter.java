package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.LoadedContract;

/**
 * Writes contracts as hand-written YAML would look: short maps in one line, long texts as blocks, defaults omitted. Output is
 * deterministic, and small changes of a contract give small diffs.
 *
 * <p>What is written reads back as an equal contract, except for source locations. A stub is written as the equivalent
 * response; members that a contract cannot express are lost.
 */
public final class ContractWriter {

    private ContractWriter() {}

    /**
     * Returns the text of one contract, which ends with a newline.
     *
     * @throws IllegalArgumentException when the contract was built in code and no file can express it
     */
    public static String write(LoadedContract contract) {
        return new YamlText().document(ContractForm.FORM.writeMap(contract));
    }
}
