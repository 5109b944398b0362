package dev.cannery.internal.source;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the headers of responses: names and values that HTTP allows, and only those that the server does not set itself. */
public final class HeaderReader {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern NAME = Pattern.compile(TOKEN);
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "[ \\t]*(?:;" + VALUE + ")?");

    /** Headers that only the server can set. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String NOT_ENCODED = "identity";

    private HeaderReader() {}

    /** Reads a map of headers; empty if it is no map. Headers with a problem are left out. */
    public static Optional<Map<String, String>> headers(SourceValue value) {
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

    /** Reads the name of a header. */
    public static Optional<String> name(SourceValue value) {
        return value.text().filter(text -> {
            boolean isValid = NAME.matcher(text).matches();
            if (!isValid) {
                value.problem("not a valid header name: '" + OneLine.value(text) + "'");
            }
            return isValid;
        });
    }

    /** Reads a content type. */
    public static Optional<String> contentType(SourceValue value) {
        return value.text().filter(text -> {
            boolean isValid = MEDIA_TYPE.matcher(text).matches();
            if (!isValid) {
                value.problem("expected a content type such as application/json; charset=utf-8, was " + value.phrase());
            }
            return isValid;
        });
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
}
