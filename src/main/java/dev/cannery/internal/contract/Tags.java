package dev.cannery.internal.contract;

import dev.cannery.internal.source.UnknownWord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Selects interactions by their tags. */
public final class Tags {
    private Tags() {}

    /**
     * Returns the contracts with only the interactions that have one of these tags; unchanged if there are no tags.
     *
     * @throws IllegalArgumentException when no interaction has one of the tags
     */
    public static List<LoadedContract> chosen(Collection<LoadedContract> contracts, Collection<String> tags) {
        Set<String> known = new TreeSet<>();
        contracts.forEach(contract -> contract.interactions()
                .forEach(interaction -> known.addAll(interaction.notes().tags())));
        for (String tag : tags) {
            if (!known.contains(tag)) {
                throw new IllegalArgumentException(
                        known.isEmpty()
                                ? "unknown tag '" + tag + "': no interaction has tags"
                                : UnknownWord.sentence("tag", tag, known));
            }
        }
        return contracts.stream().map(contract -> contract.tagged(tags)).toList();
    }
}
