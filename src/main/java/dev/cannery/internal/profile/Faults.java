package dev.cannery.internal.profile;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import java.util.Collection;

/** The faults found while a profile is read, so that all are told at once. */
final class Faults {
    private static final int MOST_LISTED = 15;

    private final Problems problems = new Problems();

    /** What takes the complaints of the parser. */
    Problems problems() {
        return problems;
    }

    void add(YamlNode node, String sentence) {
        problems.add(node.at(), node.path(), sentence);
    }

    void addUnknown(YamlNode node, String kind, String word, Collection<String> known) {
        addUnknown(node.at(), node.path(), kind, word, known);
    }

    void addUnknown(SourceLocation at, String path, String kind, String word, Collection<String> known) {
        String near = Suggestion.sentence(word, known);
        problems.add(
                at, path, "unknown " + kind + " '" + OneLine.value(word) + "'." + (near.isEmpty() ? all(known) : near));
    }

    private static String all(Collection<String> known) {
        boolean few = !known.isEmpty() && known.size() <= MOST_LISTED;
        return few ? " Known are " + String.join(", ", known.stream().sorted().toList()) + "." : "";
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidProfileException(
                    problems.sorted().stream().map(SourceProblem::sentence).toList());
        }
    }
}
