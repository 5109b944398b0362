package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.PatternPropertiesValidator;
import com.networknt.schema.PatternValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The regular expressions of one schema. Each is compiled once, and both their total size and their searches are bounded. */
final class SchemaPatterns implements RegularExpressionFactory {
    static final String PATTERN = "pattern";
    static final String PATTERN_PROPERTIES = "patternProperties";

    /** The validator's keywords that are replaced so that searches are counted. */
    static final List<Keyword> KEYWORDS =
            List.of(new Counted(PATTERN, CountedPattern::new), new Counted(PATTERN_PROPERTIES, CountedProperties::new));

    private final Map<String, Expression> known = new HashMap<>();
    private long steps;

    /**
     * Returns the compiled expression.
     *
     * @throws IllegalArgumentException when it is invalid, or when all expressions of the schema together are too large
     */
    @Override
    public synchronized Expression getRegularExpression(String regex) {
        Expression before = known.get(regex);
        if (before != null) {
            return before;
        }
        steps += LinearRegex.steps(regex);
        if (steps > LinearRegex.MAX_STEPS) {
            throw new SchemaSteps.TooManyStepsException(
                    "has patterns with too many repetitions: they would need more than " + LinearRegex.MAX_STEPS
                            + " steps");
        }
        Expression compiled = new Expression(compile(regex), LinearRegex.steps(regex));
        known.put(regex, compiled);
        return compiled;
    }

    private static Pattern compile(String regex) {
        try {
            return LinearRegex.compile(regex, 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the schema's pattern '" + e.getPattern() + "' cannot be used: " + e.getDescription(), e);
        }
    }

    private static SchemaPatterns of(ValidationContext context) {
        return (SchemaPatterns) context.getConfig().getRegularExpressionFactory();
    }

    record Expression(Pattern pattern, long steps) implements RegularExpression {
        @Override
        public boolean matches(String value) {
            return pattern.matcher(value).find();
        }
    }

    private record Counted(String value, Maker maker) implements Keyword {
        @Override
        public String getValue() {
            return value;
        }

        @Override
        public JsonValidator newValidator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode schema,
                JsonSchema parent,
                ValidationContext context) {
            return maker.make(location, path, schema, parent, context);
        }
    }

    @FunctionalInterface
    private interface Maker {
        JsonValidator make(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode schema,
                JsonSchema parent,
                ValidationContext context);
    }

    private static final class CountedPattern extends PatternValidator {
        private final long steps;

        CountedPattern(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode schema,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, schema, parent, context);
            this.steps = of(context).getRegularExpression(schema.asText()).steps();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
            if (value.isTextual()) {
                ((SchemaSteps) execution).search(steps, value.textValue().length());
            }
            return super.validate(execution, value, root, at);
        }
    }

    private static final class CountedProperties extends PatternPropertiesValidator {
        private final long steps;

        CountedProperties(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode schema,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, schema, parent, context);
            long sum = 0;
            for (Map.Entry<String, JsonNode> property : schema.properties()) {
                sum += of(context).getRegularExpression(property.getKey()).steps();
            }
            this.steps = sum;
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                ((SchemaSteps) execution).search(steps, member.getKey().length());
            }
            return super.validate(execution, value, root, at);
        }
    }
}
