package dev.cannery.internal.chat.tokens;

import java.util.ArrayList;
import java.util.List;

/** Several calls of one message as the models up to gpt-4.1 write them: one call of a wrapper, its results one list. */
final class ParallelCalls {
    private final List<String> uses = new ArrayList<>();

    void add(String name, String arguments) {
        uses.add("{\"recipient_name\":\"functions." + name + "\",\"parameters\":" + JsonSpacing.COMPACT.value(arguments)
                + "}");
    }

    /** The wrapper's arguments. */
    String arguments() {
        return "{\"tool_uses\":[" + String.join(",", uses) + "]}";
    }

    /** The list of results. */
    static String results(List<String> texts) {
        List<String> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(JsonSpacing.SPACED.value(text)));
        return "[" + String.join(", ", values) + "]";
    }
}
