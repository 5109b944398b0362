package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers of a response by name. */
final class HeadersForm extends Form<Map<String, String>> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** Headers that only the server can set. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String NOT_ENCODED = "identity";

    HeadersForm() {
        super("map of headers");
    }

    @Override
    Optional<Map<String, String>> read(SourceValue value, Context context) {
        if (!(value.node() instanceof SourceNode.Mapping mapping)) {
            value.problem("headers must be a map, was " + value.phrase());
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            SourceValue inside = value.member(entry.key(), entry.value());
            if (!NAME.matcher(entry.key()).matches()) {
                inside.problem(entry.keyAt(), "not a valid header name");
            } else if (FRAMING.contains(entry.key().toLowerCase(Locale.ROOT))) {
                inside.problem(entry.keyAt(), "only the server can set this header");
            } else {
                text(inside)
                        .filter(text -> isTrue(entry, text, inside))
                        .ifPresent(text -> headers.put(entry.key(), text));
            }
        }
        return Optional.of(headers);
    }

    /** Whether the content encoding is correct. A client cannot read a body that is declared as compressed but is not. */
    private static boolean isTrue(SourceNode.Entry entry, String text, SourceValue value) {
        if (!entry.key().equalsIgnoreCase(CONTENT_ENCODING) || text.strip().equalsIgnoreCase(NOT_ENCODED)) {
            return true;
        }
        value.problem(entry.keyAt(), "the body is sent as it is, not encoded as '" + OneLine.value(text) + "'");
        return false;
    }

    private static Optional<String> text(SourceValue value) {
        Optional<String> text = value.text();
        if (text.isPresent() && !VALUE.matcher(text.get()).matches()) {
            value.problem("the value of a header must be one line of Latin-1 characters, was " + value.phrase());
            return Optional.empty();
        }
        return text;
    }

    @Override
    JsonNode write(Map<String, String> headers) {
        ObjectNode tree = Json.object();
        headers.forEach(tree::put);
        return tree;
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.type("object").set("additionalProperties", Schemas.type("string"));
    }
}
