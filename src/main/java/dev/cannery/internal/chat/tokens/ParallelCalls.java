package dev.cannery.internal.chat.tokens;

import java.util.ArrayList;
import java.util.List;

/** Writes several calls of one message as the models up to gpt-4.1 do: one call of a wrapper, with its results in one list. */
final class ParallelCalls {
    private final List<String> uses = new ArrayList<>();

    void add(String name, String arguments) {
        uses.add("{\"recipient_name\":\"functions." + name + "\",\"parameters\":" + JsonSpacing.COMPACT.value(arguments)
                + "}");
    }

    /** Returns the wrapper's arguments. */
    String arguments() {
        return "{\"tool_uses\":[" + String.join(",", uses) + "]}";
    }

    /** Returns the list of results. */
    static String results(List<String> texts) {
        List<String> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(JsonSpacing.SPACED.value(text)));
        return "[" + String.join(", ", values) + "]";
    }
}
