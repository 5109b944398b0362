package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The URLs at which a provider accepts the requests of an endpoint.
 *
 * @param known the addresses; empty when any path that ends in the usual one is accepted
 * @param endpoint the endpoint
 */
record ChatAddresses(List<Known> known, ChatEndpoint endpoint) {

    ChatAddresses {
        known = List.copyOf(known);
    }

    static ChatAddresses read(Fields profile, ChatEndpoint endpoint) {
        return new ChatAddresses(
                profile.items("addresses").stream()
                        .map(value -> Known.read(value, usual(endpoint)))
                        .toList(),
                endpoint);
    }

    private static String usual(ChatEndpoint endpoint) {
        return "/v1" + endpoint.path();
    }

    /** Returns the same addresses at another endpoint. */
    ChatAddresses at(ChatEndpoint other) {
        return new ChatAddresses(
                known.stream()
                        .map(address -> address.with(path -> path.replace(endpoint.path(), other.path())))
                        .toList(),
                other);
    }

    boolean take(ChatRequest request) {
        return known.isEmpty() || known.stream().anyMatch(address -> address.takes(request));
    }

    /** Whether the usual path is accepted, which a client uses that knows only the base URL. */
    boolean takeUsual() {
        return known.isEmpty() || known.stream().anyMatch(address -> address.takesPath(usual(endpoint)));
    }

    /** Returns an address that is accepted, path and query. */
    String example() {
        return known.isEmpty() ? usual(endpoint) : known.get(0).example();
    }

    /**
     * One address.
     *
     * @param path the pattern of its path
     * @param query the patterns of its query parameters; a missing parameter counts as empty
     * @param example an address that matches
     */
    record Known(Pattern path, Map<String, Pattern> query, String example) {
        private static final Pattern NONE = Pattern.compile("");

        static Known read(SourceValue value, String usual) {
            Fields fields = value.fields("an address");
            Map<String, Pattern> query = new LinkedHashMap<>();
            fields.find("query")
                    .map(all -> all.fields("query").all())
                    .orElse(Map.of())
                    .forEach((name, form) -> form.pattern().ifPresent(pattern -> query.put(name, pattern)));
            Pattern path = fields.find("path").flatMap(SourceValue::pattern).orElse(NONE);
            Known known = new Known(path, query, fields.text("example", usual));
            if (fields.lacks("path")) {
                value.problem("an address must have 'path', a pattern");
            } else if (fields.has("example") && !known.takesExample()) {
                fields.placeOf("example").problem("the path of the example does not match '" + path + "'");
            }
            fields.end();
            return known;
        }

        /** Returns the address with a change of its path and its example. */
        Known with(UnaryOperator<String> change) {
            return new Known(Pattern.compile(change.apply(path.pattern())), query, change.apply(example));
        }

        private boolean takesExample() {
            return path.matcher(example.replaceFirst("\\?.*", "")).matches();
        }

        boolean takesPath(String usual) {
            return path.matcher(usual).matches()
                    && query.values().stream().allMatch(form -> form.matcher("").matches());
        }

        boolean takes(ChatRequest request) {
            return path.matcher(request.path()).matches()
                    && query.entrySet().stream().allMatch(parameter -> {
                        String value = request.queryParameter(parameter.getKey());
                        return parameter
                                .getValue()
                                .matcher(value == null ? "" : value)
                                .matches();
                    });
        }
    }
}
