package dev.cannery.internal.contract.reader;

import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the headers of an answer. */
final class HeadersReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** What the server alone can tell truly. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String NOT_ENCODED = "identity";

    private HeadersReader() {}

    static Map<String, String> read(SourceNode node, Scope scope) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!(node instanceof SourceNode.Mapping mapping)) {
            scope.complain(node, "headers must be a map, was " + node.phrase());
            return headers;
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            Scope inner = scope.member(entry.key());
            if (!NAME.matcher(entry.key()).matches()) {
                inner.complain(entry.keyAt(), "this is no name of a header");
            } else if (FRAMING.contains(entry.key().toLowerCase(Locale.ROOT))) {
                inner.complain(entry.keyAt(), "this header is the server's own to set");
            } else {
                String value = value(entry.value(), inner);
                if (value != null && isTrue(entry, value, inner)) {
                    headers.put(entry.key(), value);
                }
            }
        }
        return headers;
    }

    /** A client fails to read a body that is said to be compressed and is not. */
    private static boolean isTrue(SourceNode.Entry entry, String value, Scope scope) {
        if (!entry.key().equalsIgnoreCase(CONTENT_ENCODING) || value.strip().equalsIgnoreCase(NOT_ENCODED)) {
            return true;
        }
        scope.complain(
                entry.keyAt(), "the body is sent as it is written, not encoded as '" + OneLine.value(value) + "'");
        return false;
    }

    private static @Nullable String value(SourceNode node, Scope scope) {
        String value = Values.text(node, scope);
        if (value != null && !VALUE.matcher(value).matches()) {
            scope.complain(node, "a header's value is one line of Latin letters, was " + node.phrase());
            return null;
        }
        return value;
    }
}
