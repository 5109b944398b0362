package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.matching.index.RuleTable;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold for one request. Each is checked on first use, and only if it could hold at all. Results are cached if
 * there are many interactions; for few, caching would take longer than checking again.
 */
final class HeldRules {
    private final RuleTable table;
    private final RuleChecker checker;
    private final ChatRequest request;
    private final BitSet possible;
    private final @Nullable Findings found;
    private final @Nullable JsonNode[] values;
    private final @Nullable SentText[] texts;

    HeldRules(RuleTable table, RuleChecker checker, ChatRequest request, BitSet possible, boolean remembers) {
        this.table = table;
        this.checker = checker;
        this.request = request;
        this.possible = possible;
        this.found = remembers ? new Findings((BitSet) possible.clone(), new BitSet(table.size())) : null;
        this.values = new JsonNode[table.parts().size()];
        this.texts = new SentText[remembers ? table.parts().size() : 0];
    }

    boolean holds(int rule) {
        if (!possible.get(rule)) {
            return false;
        }
        if (found == null) {
            return judge(rule);
        }
        if (found.unknown.get(rule)) {
            found.unknown.clear(rule);
            found.holding.set(rule, judge(rule));
        }
        return found.holding.get(rule);
    }

    /** Whether the request lacks what the rule checks, so that the rule holding is not informative. */
    boolean judgesNothing(int rule) {
        return RuleOutcome.isNothing(valueOf(table.partOf(rule)));
    }

    /** Returns the text that the rule checks. */
    SentText textFor(int rule) {
        int part = table.partOf(rule);
        SentText known = texts[part];
        if (known == null) {
            known = SentText.of(valueOf(part));
            texts[part] = known;
        }
        return known;
    }

    private boolean judge(int rule) {
        return checker.holds(table.rule(rule), valueOf(table.partOf(rule)), request);
    }

    private JsonNode valueOf(int part) {
        JsonNode value = values[part];
        if (value == null) {
            value = table.parts().get(part).select(request);
            values[part] = value;
        }
        return value;
    }

    private record Findings(BitSet unknown, BitSet holding) {}
}
