package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rewrites the spacing of a JSON text token by token, so that numbers keep their notation. */
enum JsonSpacing {
    /** No spaces. */
    COMPACT(",", ":", false),
    /** A space after each comma and colon, and only ASCII, as Python writes it. */
    SPACED(", ", ": ", true);

    private final String comma;
    private final String colon;
    private final boolean ascii;

    JsonSpacing(String comma, String colon, boolean ascii) {
        this.comma = comma;
        this.colon = colon;
        this.ascii = ascii;
    }

    /** Returns the text with this spacing; null when it is not one JSON value. */
    @Nullable
    String rewrite(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        try (JsonParser parser = Json.parser(json)) {
            int depth = 0;
            boolean followed = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    out.append(token.asString());
                    depth--;
                    followed = true;
                    continue;
                }
                if (followed && depth == 0) {
                    return null;
                }
                out.append(followed ? comma : "");
                write(out, token, parser.getText());
                depth += token.isStructStart() ? 1 : 0;
                followed = !token.isStructStart() && token != JsonToken.FIELD_NAME;
            }
            return followed ? out.toString() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void write(StringBuilder out, JsonToken token, String text) {
        if (token == JsonToken.FIELD_NAME) {
            quote(out, text);
            out.append(colon);
        } else if (token == JsonToken.VALUE_STRING) {
            quote(out, text);
        } else {
            out.append(text);
        }
    }

    /** Returns a text as a JSON value: itself if it is JSON, otherwise a string. */
    String value(String text) {
        String json = rewrite(text);
        if (json != null) {
            return json;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        quote(out, text);
        return out.toString();
    }

    private void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\n\r\t\b\f".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(escape));
            } else if (c < ' ' || (ascii && c > '~' + 1)) {
                out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
