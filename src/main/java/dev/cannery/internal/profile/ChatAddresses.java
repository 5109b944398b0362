package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where a provider takes requests for chat completions.
 *
 * @param known the addresses; empty when any path is taken that ends as one of chat completions does
 */
record ChatAddresses(List<Known> known) {
    private static final String USUAL = "/v1/chat/completions";

    ChatAddresses {
        known = List.copyOf(known);
    }

    static ChatAddresses read(YamlValues values, YamlNode profile) {
        YamlNode node = profile.member("addresses");
        List<Known> known = new ArrayList<>();
        if (node != null && node.items() != null) {
            node.items().forEach(item -> known.add(one(values, item)));
        }
        return new ChatAddresses(known);
    }

    private static Known one(YamlValues values, YamlNode item) {
        Map<String, Pattern> query = new LinkedHashMap<>();
        YamlNode parameters = item.member("query");
        if (parameters != null) {
            parameters
                    .members()
                    .keySet()
                    .forEach(name -> query.put(name, pattern(values, parameters, values.text(parameters, name, ""))));
        }
        Known known = new Known(
                pattern(values, item, values.text(item, "path", "")), query, values.text(item, "example", USUAL));
        item.reportUnasked(values.faults());
        return known;
    }

    private static Pattern pattern(YamlValues values, YamlNode at, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            values.faults()
                    .add(at, "an address is a regular expression, was '" + text + "': " + e.getDescription() + ".");
            return Pattern.compile("");
        }
    }

    boolean take(ChatRequest request) {
        return known.isEmpty() || known.stream().anyMatch(address -> address.takes(request));
    }

    /** An address that is taken, path and query. */
    String example() {
        return known.isEmpty() ? USUAL : known.get(0).example();
    }

    /**
     * One address.
     *
     * @param path the form of its path
     * @param query the forms of parameters in its query; one that was not sent counts as empty
     * @param example such an address
     */
    record Known(Pattern path, Map<String, Pattern> query, String example) {
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
