package dev.cannery.internal.contract;

import dev.cannery.internal.source.UnknownWord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Chooses interactions by their tags. */
public final class Tags {
    private Tags() {}

    /**
     * The contracts with only the interactions that have one of these tags; all of them where no tag is asked for.
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
                                ? "no interaction has the tag '" + tag + "', nor any other"
                                : UnknownWord.sentence("tag", tag, known));
            }
        }
        return contracts.stream().map(contract -> contract.tagged(tags)).toList();
    }
}
