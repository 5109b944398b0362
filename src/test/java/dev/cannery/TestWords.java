package dev.cannery;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.source.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that tests of internal classes need besides the public vocabulary. */
public final class TestWords {
    private TestWords() {}

    /** The record behind an interaction. */
    public static LoadedInteraction loaded(Interaction interaction) {
        return LoadedInteraction.of(interaction);
    }

    /** An interaction of one turn that requires nothing special of a provider. */
    public static LoadedInteraction interaction(
            String name, SourceLocation source, RequestPattern request, List<CannedResponse> responses) {
        return new LoadedInteraction(
                name,
                source,
                List.of(new Turn(request, responses)),
                false,
                LoadedInteraction.Demands.NONE,
                Verification.SHAPE,
                LoadedInteraction.Notes.NONE);
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
