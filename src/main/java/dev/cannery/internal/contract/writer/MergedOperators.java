package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Optional;

/** Several constraints written as one map of operators, where that map means just these in this order. */
final class MergedOperators {
    private static final String IGNORE_CASE = "ignore_case";

    private MergedOperators() {}

    /** The map; empty when the constraints need {@code all_of}. */
    static ObjectNode of(List<Constraint> parts, FieldShape shape) {
        ObjectNode merged = Json.object();
        if (parts.size() < 2 || !agreeOnCase(parts)) {
            return merged;
        }
        for (int i = 0; i < parts.size(); i++) {
            Optional<ObjectNode> part = OperatorTree.of(parts.get(i), shape);
            if (part.isEmpty() || !fits(parts.get(i), i, part.get(), merged)) {
                return Json.object();
            }
            merged.setAll(part.get());
        }
        boolean ignoresCase = merged.remove(IGNORE_CASE) != null;
        return ignoresCase ? merged.put(IGNORE_CASE, true) : merged;
    }

    private static boolean fits(Constraint part, int index, ObjectNode tree, ObjectNode merged) {
        // the reader takes the bounds of a map first, wherever they stand, and an example for the whole map; the
        // operators of an all_of inside would become operators of this map
        boolean isMisplaced = part instanceof NumberRange && index > 0;
        boolean isRepeated = tree.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .anyMatch(word -> !word.equals(IGNORE_CASE) && merged.has(word));
        return !isMisplaced && !isRepeated && !standsAlone(part);
    }

    private static boolean standsAlone(Constraint part) {
        return part instanceof Absent || part instanceof AllOf || part instanceof Exemplified;
    }

    /** Whether one {@code ignore_case}, or none, is true of all constraints that look at letters. */
    private static boolean agreeOnCase(List<Constraint> parts) {
        return parts.stream()
                        .flatMap(part -> ignoresCase(part).stream())
                        .distinct()
                        .count()
                < 2;
    }

    private static Optional<Boolean> ignoresCase(Constraint part) {
        if (part instanceof TextMatch match) {
            return Optional.of(match.ignoreCase());
        }
        if (part instanceof Glob glob) {
            return Optional.of(glob.ignoreCase());
        }
        return part instanceof RegexMatch regex ? Optional.of(regex.ignoresCase()) : Optional.empty();
    }
}
