package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a request that a rule can check. */
public sealed interface RequestPart {
    /** Returns the value in the request; a missing node when there is none. */
    JsonNode select(ChatRequest request);

    /** Returns the name in a contract, such as {@code temperature} or {@code prompt}. */
    String label();

    /** Returns the top-level field of the body that contains the part; empty for a part outside the body. */
    String field();

    /** Returns the name of the header or query parameter; empty for other parts. */
    default Optional<String> outerName() {
        return Optional.empty();
    }

    /**
     * A top-level field of the body.
     *
     * @param label the API's own name of the field
     */
    record BodyField(String label) implements RequestPart {
        /** Whether the API marks the field as deprecated. */
        public boolean isDeprecated() {
            return RequestFields.isDeprecated(label);
        }

        @Override
        public JsonNode select(ChatRequest request) {
            return request.field(label);
        }

        @Override
        public String field() {
            return label;
        }
    }

    /** The text of the last user message. */
    record Prompt() implements RequestPart {
        static final String LABEL = "prompt";

        @Override
        public JsonNode select(ChatRequest request) {
            return request.prompt();
        }

        @Override
        public String label() {
            return LABEL;
        }

        @Override
        public String field() {
            return "messages";
        }
    }

    /** The prompt of a turn in a conversation: the text of the last user message after the last response. */
    record NextPrompt() implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.nextPrompt();
        }

        @Override
        public String label() {
            return Prompt.LABEL;
        }

        @Override
        public String field() {
            return "messages";
        }
    }

    /** The text of the system and developer messages. */
    record SystemText() implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.system();
        }

        @Override
        public String label() {
            return "system";
        }

        @Override
        public String field() {
            return "messages";
        }
    }

    /** The path, without its query. */
    record Path() implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return TextNode.valueOf(request.path());
        }

        @Override
        public String label() {
            return "path";
        }

        @Override
        public String field() {
            return "";
        }
    }

    /**
     * A header.
     *
     * @param name the header's name, case-insensitive
     */
    record Header(String name) implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            String value = request.header(name);
            return value == null ? MissingNode.getInstance() : TextNode.valueOf(value);
        }

        @Override
        public Optional<String> outerName() {
            return Optional.of(name);
        }

        @Override
        public String label() {
            return "headers." + name;
        }

        @Override
        public String field() {
            return "";
        }
    }

    /**
     * A query parameter.
     *
     * @param name the parameter's name, decoded, case-sensitive
     */
    record QueryParameter(String name) implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            String value = request.queryParameter(name);
            return value == null ? MissingNode.getInstance() : TextNode.valueOf(value);
        }

        @Override
        public Optional<String> outerName() {
            return Optional.of(name);
        }

        @Override
        public String label() {
            return "query." + name;
        }

        @Override
        public String field() {
            return "";
        }
    }

    /**
     * The text of the last {@code tool} message, after the last response, that answers a call of the tool.
     *
     * @param tool the tool's name
     */
    record ToolResult(String tool) implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.toolResult(tool);
        }

        @Override
        public String label() {
            return "tool_results." + tool;
        }

        @Override
        public String field() {
            return "messages";
        }
    }

    /** The value at a JSONPath: the value itself for a path that can match only one place, otherwise an array of all values. */
    final class JsonPathValue implements RequestPart {
        private static final Pattern ROOT_FIELD = Pattern.compile("^\\$(?:\\.|\\[['\"])(\\w+)");
        private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
        private static final Configuration TREE = Configuration.builder()
                .jsonProvider(new BoundedArrays())
                .options(Option.SUPPRESS_EXCEPTIONS)
                .build();
        // a list distinguishes null from a missing value
        private static final Configuration LIST = TREE.addOptions(Option.ALWAYS_RETURN_LIST);

        private final String expression;
        private final JsonPath compiled;

        private JsonPathValue(String expression, JsonPath compiled) {
            this.expression = expression;
            this.compiled = compiled;
        }

        /** Returns the path, such as {@code $.messages[0].name}. */
        public String expression() {
            return expression;
        }

        /**
         * Compiles a path.
         *
         * @throws IllegalArgumentException when it is not a valid JSONPath, or filters by a regular expression
         */
        public static JsonPathValue of(String expression) {
            if (expression.contains("=~")) {
                throw new IllegalArgumentException("a JSONPath must not filter with '=~', which can take very long."
                        + " Select the values and check them with 'matches'");
            }
            if (!expression.startsWith("$") || !closesBrackets(expression)) {
                throw new IllegalArgumentException(
                        "invalid JSONPath '" + expression + "': it must start with '$' and close its brackets");
            }
            try {
                return new JsonPathValue(expression, JsonPath.compile(expression));
            } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("invalid JSONPath: " + e.getMessage(), e);
            }
        }

        /** A provider for which an index past the end of an array is missing; for the library's own it is null. */
        private static final class BoundedArrays extends JacksonJsonNodeJsonProvider {
            @Override
            public Object getArrayIndex(Object array, int index) {
                return super.getArrayIndex(array, Objects.checkIndex(index, length(array)));
            }
        }

        /** Whether all brackets are closed. The library ignores unclosed brackets at the end of a path. */
        private static boolean closesBrackets(String expression) {
            String bare = QUOTED.matcher(expression).replaceAll("");
            return bare.chars().filter(c -> c == '[').count()
                    == bare.chars().filter(c -> c == ']').count();
        }

        @Override
        public JsonNode select(ChatRequest request) {
            if (isFunction()) {
                Object computed = compiled.read((Object) request.body(), TREE);
                return computed == null ? MissingNode.getInstance() : Json.treeOf(computed);
            }
            JsonNode found = compiled.read((Object) request.body(), LIST);
            return compiled.isDefinite() ? found.path(0) : found;
        }

        private boolean isFunction() {
            return compiled.getPath().endsWith(")");
        }

        @Override
        public String label() {
            return expression;
        }

        @Override
        public String toString() {
            return "JsonPathValue[" + expression + "]";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof JsonPathValue path && expression.equals(path.expression);
        }

        @Override
        public int hashCode() {
            return expression.hashCode();
        }

        @Override
        public String field() {
            return ROOT_FIELD
                    .matcher(expression)
                    .results()
                    .map(root -> root.group(1))
                    .findFirst()
                    .orElse("");
        }
    }
}
