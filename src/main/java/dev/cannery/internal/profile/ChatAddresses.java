package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The URLs at which a provider accepts chat completion requests.
 *
 * @param known the addresses; empty when any path that ends in the usual one is accepted
 */
record ChatAddresses(List<Known> known) {
    private static final String USUAL = "/v1/chat/completions";

    ChatAddresses {
        known = List.copyOf(known);
    }

    static ChatAddresses read(Fields profile) {
        return new ChatAddresses(
                profile.items("addresses").stream().map(Known::read).toList());
    }

    boolean take(ChatRequest request) {
        return known.isEmpty() || known.stream().anyMatch(address -> address.takes(request));
    }

    /** Whether the address is taken to which a client sends that knows only the base URL. */
    boolean takeUsual() {
        return known.isEmpty() || known.stream().anyMatch(Known::takesUsual);
    }

    /** An address that is taken, path and query. */
    String example() {
        return known.isEmpty() ? USUAL : known.get(0).example();
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

        static Known read(SourceValue value) {
            Fields fields = value.fields("an address");
            Map<String, Pattern> query = new LinkedHashMap<>();
            fields.find("query")
                    .map(all -> all.fields("query").all())
                    .orElse(Map.of())
                    .forEach((name, form) -> form.pattern().ifPresent(pattern -> query.put(name, pattern)));
            Pattern path = fields.find("path").flatMap(SourceValue::pattern).orElse(NONE);
            Known known = new Known(path, query, fields.text("example", USUAL));
            fields.end();
            return known;
        }

        boolean takesUsual() {
            return path.matcher(USUAL).matches()
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
