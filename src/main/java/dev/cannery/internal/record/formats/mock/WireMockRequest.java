package dev.cannery.internal.record.formats.mock;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Converts the request pattern of a WireMock mapping to rules. */
final class WireMockRequest {
    private static final List<String> KNOWN = List.of(
            "method",
            "url",
            "urlPath",
            "urlPattern",
            "urlPathPattern",
            "urlPathTemplate",
            "headers",
            "queryParameters",
            "bodyPatterns");
    private static final Set<String> TRANSPORT =
            Set.of("content-type", "accept", "host", "content-length", "user-agent");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "api-key", "x-api-key");
    private static final List<String> USUAL_ADDRESSES = List.of(
            "/v1/chat/completions",
            "/chat/completions",
            "/v1/responses",
            "/responses",
            "/api/v1/chat/completions",
            "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*(true|false)");

    private final ExpectationDraft draft;

    /** Creates a converter that adds its rules to this draft. */
    WireMockRequest(ExpectationDraft draft) {
        this.draft = draft;
    }

    /** Whether requests to chat endpoints may have this address, which may be a regular expression or a template. */
    static boolean mayBeChat(String address) {
        if (address.isEmpty() || ChatEndpoint.has(Reading.pathOf(address))) {
            return true;
        }
        if (!address.contains("completions") && !address.contains("responses") && !address.contains("*")) {
            return false;
        }
        try {
            Pattern pattern = Pattern.compile(address.replaceAll("\\{[^}/]*}", "[^/]+"));
            return USUAL_ADDRESSES.stream().anyMatch(one -> pattern.matcher(one).matches())
                    || address.contains("chat/completions");
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Adds the rules of a request pattern. */
    void read(FileValue request) {
        draft.requireKnown(request, KNOWN, "the matcher");
        request.member("headers").members().forEach(this::header);
        request.member("queryParameters")
                .members()
                .forEach((name, matcher) ->
                        draft.rule(matcher, new RequestPart.QueryParameter(name), () -> TextMatcher.of(matcher)));
        request.member("bodyPatterns").items().forEach(this::body);
    }

    /** Adds the rule on a header, unless it is of the transport or holds a credential. */
    private void header(String name, FileValue matcher) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (TRANSPORT.contains(lower)) {
            return;
        }
        if (CREDENTIALS.contains(lower) && matcher.has("equalTo")) {
            draft.missing(matcher, "the key in the header '" + name + "' is not carried over: it may be secret");
            return;
        }
        draft.rule(matcher, new RequestPart.Header(name), () -> TextMatcher.of(matcher));
    }

    private void body(FileValue pattern) {
        pattern.members().forEach((word, value) -> {
            switch (word) {
                case "equalToJson" -> equalToJson(pattern, value);
                case "matchesJsonPath" -> jsonPath(value);
                case "contains" -> containing(value);
                case "equalTo" -> equalToJson(pattern, value);
                case "matches" -> matching(value);
                case "and" -> value.items().forEach(this::body);
                case "ignoreArrayOrder", "ignoreExtraElements", "caseInsensitive" -> {}
                default -> draft.missing(value, "the matcher '" + word + "' on a body cannot be carried over");
            }
        });
    }

    private void equalToJson(FileValue pattern, FileValue value) {
        JsonRules rules = new JsonRules(
                pattern.member("ignoreArrayOrder").isTrue(),
                pattern.member("ignoreExtraElements").isTrue());
        try {
            rules.add(TextMatcher.parsed(value), value, draft);
        } catch (IllegalArgumentException e) {
            draft.missing(value, String.valueOf(e.getMessage()));
        }
    }

    private void jsonPath(FileValue value) {
        if (!value.isMap()) {
            JsonRules.exists(value.text(), value, draft);
            return;
        }
        try {
            JsonRules.at(value.member("expression").text(), TextMatcher.of(value), value, draft);
        } catch (IllegalArgumentException e) {
            draft.missing(value, String.valueOf(e.getMessage()));
        }
    }

    /** Reads a matcher on the text of a whole body. Contracts see fields, so that only two uses of it have a counterpart. */
    private void containing(FileValue value) {
        String text = value.text();
        if (STREAM.matcher(text.strip()).matches()) {
            draft.field("stream", JsonRules.equalAsText(text.contains("true") ? "true" : "false"));
        } else if (text.isEmpty() || text.contains("\"") || text.contains("{")) {
            draft.missing(value, "the matcher 'contains' on the text of a JSON body cannot be carried over");
        } else {
            draft.field(
                    "messages",
                    new Quantified(
                            Quantified.Quantity.SOME,
                            new Members(Map.of("content", ExpectationDraft.containing(text)))));
        }
    }

    private void matching(FileValue value) {
        String regex = value.text();
        String bare = regex.replaceAll("^\\^?(?:\\(\\?s\\))?\\.\\*|\\.\\*\\$?$", "");
        String plain = bare.replace("\\s*", "").replace("\\\"", "\"");
        if (STREAM.matcher(plain).matches()) {
            draft.field("stream", JsonRules.equalAsText(plain.contains("true") ? "true" : "false"));
        } else if (bare.matches("[\\w ,'!-]+")) {
            containing(value, bare);
        } else {
            draft.missing(value, "the matcher 'matches' on the text of a JSON body cannot be carried over");
        }
    }

    private void containing(FileValue value, String text) {
        draft.rule(
                value,
                new RequestPart.BodyField("messages"),
                () -> new Quantified(
                        Quantified.Quantity.SOME, new Members(Map.of("content", ExpectationDraft.containing(text)))));
    }
}
