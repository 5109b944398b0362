package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.TreeSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value conforms to a JSON Schema (draft 2020-12).
 *
 * <p>The schema is compiled once. References to other documents are not followed: a check reads no files and no URLs.
 */
public final class ConformsTo implements Constraint {
    private static final int SHOWN = 3;
    private static final String AT_ROOT = ": ";
    /** The approximate size of a compiled schema relative to its tree; measured with schemas of 2,500 properties. */
    private static final int COMPILED = 7;

    private final JsonNode schema;
    private final @Nullable JsonSchema compiled;
    private final String unjudged;

    private ConformsTo(JsonNode schema, @Nullable JsonSchema compiled, String unjudged) {
        this.schema = schema;
        this.compiled = compiled;
        this.unjudged = unjudged;
    }

    /**
     * Compiles a schema.
     *
     * @throws IllegalArgumentException when it is not a valid schema of draft 2020-12
     */
    public static ConformsTo of(JsonNode schema) {
        return new ConformsTo(schema, SchemaCompiler.compile(schema), "");
    }

    /**
     * Compiles the schema of a request. If it would take too long to evaluate, nothing conforms to it, and each mismatch states the
     * reason.
     *
     * @throws IllegalArgumentException when it is not a valid schema of draft 2020-12
     */
    public static ConformsTo ofRequest(JsonNode schema) {
        try {
            return of(schema);
        } catch (SchemaSteps.TooManyStepsException e) {
            return new ConformsTo(schema, null, "not checked: " + e.getMessage());
        }
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
        if (compiled == null) {
            return List.of(unjudged);
        }
        try {
            return SchemaCompiler.validate(compiled, value).stream()
                    .limit(SHOWN)
                    .map(ValidationMessage::getMessage)
                    // the place is empty if the value itself is at fault
                    .map(message -> message.startsWith(AT_ROOT) ? message.substring(AT_ROOT.length()) : message)
                    .toList();
        } catch (SchemaSteps.TooManyStepsException e) {
            return List.of("not checked: the schema " + e.getMessage());
        } catch (StackOverflowError e) {
            // a hostile request must not kill the thread that checks it
            return List.of("not checked: the value is nested too deeply");
        }
    }

    /** Returns the approximate memory of the compiled schema, in bytes. */
    public long weight() {
        return COMPILED * TreeSize.of(schema).bytes();
    }

    /** Returns the schema as it was written. */
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
