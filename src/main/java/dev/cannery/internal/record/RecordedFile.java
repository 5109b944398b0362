package dev.cannery.internal.record;

import dev.cannery.internal.contract.LoadedContract;
import java.util.Map;

/**
 * A file of recorded interactions.
 *
 * @param name its name without the extension
 * @param contract the interactions
 * @param stubs the texts of the stubs that it refers to, by their names below the folder of stubs
 * @param requests the texts of the recorded requests of each interaction, by the names of their files below the same folder
 */
public record RecordedFile(
        String name, LoadedContract contract, Map<String, String> stubs, Map<String, Map<String, String>> requests) {
    public RecordedFile {
        stubs = Map.copyOf(stubs);
        requests = Map.copyOf(requests);
    }

    /** Returns the texts of the recorded requests of an interaction, by the names of their files below the folder of stubs. */
    Map<String, String> requestsOf(String interaction) {
        return requests.getOrDefault(interaction, Map.of());
    }
}
