package dev.cannery.internal.contract.rule;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.Locale;

/**
 * Counts the steps that it takes to judge values by a schema, and gives up when they are too many: a schema of one kilobyte,
 * a chain of {@code anyOf} whose choices all refer to the next link, asks for 2 to the power of its length.
 */
final class SchemaSteps extends ExecutionContext {
    private static final long PATTERN_STEPS = 50_000_000;

    private final long most;
    private long steps;
    private long patternSteps;

    SchemaSteps(long most) {
        super(english());
        this.most = most;
    }

    private static ExecutionConfig english() {
        ExecutionConfig config = new ExecutionConfig();
        config.setLocale(Locale.ENGLISH);
        return config;
    }

    /** Each validator asks for this once for each value that it judges, which is what makes the steps countable. */
    @Override
    public ExecutionConfig getExecutionConfig() {
        if (++steps > most) {
            throw new TooManyStepsException("takes more than " + most + " steps to be evaluated");
        }
        return super.getExecutionConfig();
    }

    /** Counts a search of so many characters by an expression of so many steps. */
    void search(long expression, long characters) {
        patternSteps += expression * (characters + 1);
        if (patternSteps > PATTERN_STEPS) {
            throw new TooManyStepsException("takes more than " + PATTERN_STEPS + " steps in its patterns");
        }
    }

    /** How many steps were counted. */
    long taken() {
        return steps;
    }

    /** The bound was hit. */
    static final class TooManyStepsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        TooManyStepsException(String reason) {
            super(reason);
        }
    }
}
