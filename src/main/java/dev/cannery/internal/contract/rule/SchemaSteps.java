package dev.cannery.internal.contract.rule;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.Locale;

/**
 * Counts the steps of evaluating a schema and aborts when there are too many. A schema of one kilobyte, a chain of {@code anyOf}
 * whose choices all refer to the next link, needs 2 to the power of its length.
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

    /** Returns the configuration. Each validator calls this once for each value, which makes the steps countable. */
    @Override
    public ExecutionConfig getExecutionConfig() {
        if (++steps > most) {
            throw new TooManyStepsException("takes more than " + most + " steps to evaluate");
        }
        return super.getExecutionConfig();
    }

    /** Counts a search through this many characters with an expression of this many steps. */
    void search(long expression, long characters) {
        patternSteps += expression * (characters + 1);
        if (patternSteps > PATTERN_STEPS) {
            throw new TooManyStepsException("takes more than " + PATTERN_STEPS + " steps in its patterns");
        }
    }

    /** Returns the number of steps so far. */
    long taken() {
        return steps;
    }

    /** Thrown when the bound is exceeded. */
    static final class TooManyStepsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        TooManyStepsException(String reason) {
            super(reason);
        }
    }
}
