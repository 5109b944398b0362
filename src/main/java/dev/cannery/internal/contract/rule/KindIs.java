package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value has one of these JSON types.
 *
 * @param kinds the types, at least one
 */
public record KindIs(List<JsonKind> kinds) implements Constraint {
    public KindIs {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kind must name at least one type");
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        boolean fits = kinds.stream().anyMatch(kind -> kind.holds(value));
        findings.reportUnless(fits, at, this, value);
    }

    @Override
    public String describe() {
        return kinds.stream().map(JsonKind::phrase).collect(Collectors.joining(" or "));
    }
}
