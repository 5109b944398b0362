package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A range as the format writes it. */
final class RangeTree {
    private RangeTree() {}

    /** The range as a count: {@code 4}, {@code 1..4} or bounds by their names. */
    static JsonNode count(NumberRange range) {
        if (range.excludesFrom() || range.excludesTo()) {
            return bounds(range);
        }
        // as it is written: 4..4.0 is no count
        boolean isOne = text(range.from()).equals(text(range.to()));
        return isOne && range.from() != null ? DecimalNode.valueOf(range.from()) : TextNode.valueOf(notation(range));
    }

    /** The range as {@code 0..0.3}; its bounds must lie in it. */
    static String notation(NumberRange range) {
        return text(range.from()) + ".." + text(range.to());
    }

    private static String text(@Nullable BigDecimal bound) {
        return bound == null ? "" : bound.toString();
    }

    /** The range as a map of bounds by their names. */
    static ObjectNode bounds(NumberRange range) {
        ObjectNode tree = Json.object();
        if (range.from() != null) {
            tree.put(range.excludesFrom() ? "above" : "min", range.from());
        }
        if (range.to() != null) {
            tree.put(range.excludesTo() ? "below" : "max", range.to());
        }
        return tree;
    }
}
