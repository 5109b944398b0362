package dev.cannery.internal.record;

import dev.cannery.internal.contract.LoadedContract;
import java.util.Map;

/**
 * A file of recorded interactions.
 *
 * @param name its name without the extension
 * @param contract the interactions
 * @param stubs the texts of the stubs that it refers to, by their names below the folder of stubs
 */
public record RecordedFile(String name, LoadedContract contract, Map<String, String> stubs) {
    public RecordedFile {
        stubs = Map.copyOf(stubs);
    }
}
