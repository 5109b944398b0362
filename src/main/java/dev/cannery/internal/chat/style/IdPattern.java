package dev.cannery.internal.chat.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of an id, such as {@code call_{alnum:24}}: constant letters and placeholders for derived ones.
 *
 * @param atoms the parts, in order
 */
public record IdPattern(List<Atom> atoms) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)(?::(\\d{1,3}))?}");
    private static final Pattern BRACE = Pattern.compile("[{}]");
    private static final Map<String, String> ALPHABETS = Map.of(
            "alnum", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            "lower", "0123456789abcdefghijklmnopqrstuvwxyz",
            "upper", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "url", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
            "base", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/",
            "hex", "0123456789abcdef",
            "digits", "0123456789");

    public IdPattern {
        atoms = List.copyOf(atoms);
    }

    /** A part of an id. */
    public sealed interface Atom {
        /** Constant letters. */
        record Text(String text) implements Atom {}

        /** A number of letters from an alphabet. */
        record Letters(String alphabet, int length) implements Atom {}

        /** A UUID. */
        record Uuid() implements Atom {}

        /** A value of the response, such as {@code created}. */
        record Named(String name) implements Atom {}
    }

    /**
     * Compiles a pattern. The placeholders are {@code {alnum:n}}, {@code {lower:n}}, {@code {upper:n}}, {@code {url:n}}, {@code {base:n}},
     * {@code {hex:n}} and {@code {digits:n}} for letters, {@code {uuid}}, {@code {created}}, {@code {time}} in hexadecimal digits and
     * {@code {date}} for the time, {@code {model}}, in a call {@code {name}} and its number {@code {n}}, and in a Response
     * {@code {shared}} and {@code {shared_uuid}}, 16 hexadecimal digits or a UUID that it shares with its items.
     *
     * @throws IllegalArgumentException if a placeholder is unknown
     */
    public static IdPattern of(String text) {
        List<Atom> atoms = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int end = 0;
        while (places.find()) {
            addText(text.substring(end, places.start()), atoms);
            atoms.add(atom(places.group(1), places.group(2)));
            end = places.end();
        }
        addText(text.substring(end), atoms);
        return new IdPattern(atoms);
    }

    private static void addText(String text, List<Atom> atoms) {
        if (BRACE.matcher(text).find()) {
            throw unknown(text);
        }
        if (!text.isEmpty()) {
            atoms.add(new Atom.Text(text));
        }
    }

    private static IllegalArgumentException unknown(String placeholder) {
        return new IllegalArgumentException(
                "unknown placeholder " + placeholder
                        + " in an id. Expected one of {alnum:24} and other lengths, lower, upper, url, base, hex"
                        + " and digits likewise, {uuid}, {created}, {time}, {date}, {model}, {name}, {n}, {shared}, {shared_uuid}");
    }

    private static Atom atom(String word, String length) {
        String alphabet = ALPHABETS.get(word);
        if (alphabet != null && length != null) {
            return new Atom.Letters(alphabet, Integer.parseInt(length));
        }
        return switch (word) {
            case "uuid" -> new Atom.Uuid();
            case "created", "time", "date", "model", "name", "n", "shared", "shared_uuid" -> new Atom.Named(word);
            default -> throw unknown("{" + word + "}");
        };
    }

    /** Returns the letters before the first placeholder, which distinguish ids of different kinds. */
    public String prefix() {
        return !atoms.isEmpty() && atoms.get(0) instanceof Atom.Text text ? text.text() : "";
    }
}
