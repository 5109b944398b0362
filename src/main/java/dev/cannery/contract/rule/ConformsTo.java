package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value satisfies a JSON Schema of draft 2020-12.
 *
 * <p>The schema is compiled once. References to other documents are not followed: a check reads no file and no network.
 */
public final class ConformsTo implements Constraint {
    private static final int SHOWN = 3;
    private static final String AT_ROOT = ": ";

    private final JsonNode schema;
    private final JsonSchema compiled;

    private ConformsTo(JsonNode schema, JsonSchema compiled) {
        this.schema = schema;
        this.compiled = compiled;
    }

    /**
     * Compiles a schema.
     *
     * @throws IllegalArgumentException when it is not a sound schema of draft 2020-12
     */
    public static ConformsTo of(JsonNode schema) {
        return new ConformsTo(schema, Schemas.compile(schema));
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (value.isMissingNode()) {
            findings.report(FindingId.MISSING, at, this, value);
            return;
        }
        for (String fault : faultsOf(value)) {
            findings.report(FindingId.VALUE, at, () -> describe() + " (" + fault + ")", value);
        }
    }

    private List<String> faultsOf(JsonNode value) {
        try {
            return compiled.validate(value).stream()
                    .limit(SHOWN)
                    .map(ValidationMessage::getMessage)
                    // the place is empty where the value itself is at fault
                    .map(message -> message.startsWith(AT_ROOT) ? message.substring(AT_ROOT.length()) : message)
                    .toList();
        } catch (StackOverflowError e) {
            // a hostile request must not end the thread that judges it
            return List.of("the value is nested too deeply to be judged");
        }
    }

    /** The schema as it was written. */
    public JsonNode schema() {
        return schema;
    }

    @Override
    public String describe() {
        return "a value that conforms to the schema";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConformsTo conforms && schema.equals(conforms.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }
}
