package dev.cannery.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.FieldRule;
import dev.cannery.matching.index.RuleTable;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which rules hold of one request: each is judged when it is first asked for, and only if it could hold at all. */
final class HeldRules {
    private final RuleTable table;
    private final RuleChecker checker;
    private final ChatRequest request;
    private final BitSet unknown;
    private final BitSet holding;
    private final @Nullable JsonNode[] values;

    HeldRules(RuleTable table, RuleChecker checker, ChatRequest request, BitSet possible) {
        this.table = table;
        this.checker = checker;
        this.request = request;
        this.unknown = (BitSet) possible.clone();
        this.holding = new BitSet(table.size());
        this.values = new JsonNode[table.parts().size()];
    }

    boolean holds(int rule) {
        if (unknown.get(rule)) {
            unknown.clear(rule);
            FieldRule judged = table.rule(rule);
            holding.set(rule, checker.holds(judged, valueOf(table.partOf(rule)), request));
        }
        return holding.get(rule);
    }

    private JsonNode valueOf(int part) {
        JsonNode value = values[part];
        if (value == null) {
            value = table.parts().get(part).select(request);
            values[part] = value;
        }
        return value;
    }
}
