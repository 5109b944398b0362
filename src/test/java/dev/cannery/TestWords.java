package dev.cannery;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that tests of internal classes need besides the public vocabulary. */
public final class TestWords {
    private TestWords() {}

    /** The record behind an interaction. */
    public static LoadedInteraction loaded(Interaction interaction) {
        return LoadedInteraction.of(interaction);
    }

    /** A contract as the record behind it. */
    public static LoadedContract contract(String name, Interaction... interactions) {
        return LoadedContract.of(Contract.of(name, interactions));
    }

    /** The rule that a plain value is in a contract file: a map of rules by field, a list, or a text such as a range. */
    public static Rule plain(Object value) {
        return Rule.plain(value);
    }

    /** A JSON object of names and values in turn, in this order. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
