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

/** Factory methods for tests of internal classes, in addition to the public ones. */
public final class TestWords {
    private TestWords() {}

    /** Returns the internal record of an interaction. */
    public static LoadedInteraction loaded(Interaction interaction) {
        return LoadedInteraction.of(interaction);
    }

    /** Returns an interaction of one turn without requirements on a provider. */
    public static LoadedInteraction interaction(
            String name, SourceLocation source, RequestPattern request, List<CannedResponse> responses) {
        return new LoadedInteraction(
                name,
                source,
                List.of(new Turn(request, responses)),
                false,
                LoadedInteraction.Prerequisites.NONE,
                Verification.SHAPE,
                LoadedInteraction.Notes.NONE);
    }

    /** Returns a contract as its internal record. */
    public static LoadedContract contract(String name, Interaction... interactions) {
        return LoadedContract.of(Contract.of(name, interactions));
    }

    /** Returns the rule of a plain value in a contract file: a map of rules by field, a list, or a text such as a range. */
    public static Rule plain(Object value) {
        return Rule.plain(value);
    }

    /** Returns a JSON object of alternating names and values, in this order. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
