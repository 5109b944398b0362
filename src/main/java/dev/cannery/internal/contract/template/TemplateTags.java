package dev.cannery.internal.contract.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a template in order, without comments. */
final class TemplateTags {
    private static final Pattern WORD = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|[()]|\\|[^|]*\\||[\\w.-]+=" + "|(?:\\[[^\\]]*\\]|[^\\s()=\"'|~}\\[]++)+");
    private static final Pattern SIGIL = Pattern.compile("[#^/&>*=$][*>]?|");

    private final String text;
    private final List<Tag> tags = new ArrayList<>();

    private TemplateTags(String text) {
        this.text = text;
    }

    /**
     * One tag.
     *
     * @param sigil the character before its words, such as {@code #}; empty for none
     * @param words its words, including quotes and parentheses, a hash key with its equals sign
     * @param template the whole text
     * @param at where the tag begins in it
     */
    record Tag(String sigil, List<String> words, String template, int at) {
        /** Returns its position in the template, for messages. */
        String place() {
            String before = template.substring(0, at);
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            int column = at - before.lastIndexOf('\n');
            return " (line " + line + ", column " + column + " of the template)";
        }
    }

    /** Returns the tags of a text. */
    static List<Tag> of(String text) {
        TemplateTags tags = new TemplateTags(text);
        int at = text.indexOf("{{");
        while (at >= 0) {
            boolean isEscaped = at > 0 && text.charAt(at - 1) == '\\';
            int end = isEscaped ? at + 2 : tags.take(at);
            at = text.indexOf("{{", end);
        }
        return tags.tags;
    }

    /**
     * Rejects tags that refer outside the text.
     *
     * @throws TemplateException when there is a partial, a decorator, a raw block or a change of delimiters
     */
    static void requireSafe(String text) {
        for (Tag tag : of(text)) {
            String what = refused(tag.sigil());
            if (!what.isEmpty()) {
                throw new TemplateException("a template cannot have " + what + tag.place());
            }
        }
    }

    private static String refused(String sigil) {
        if (sigil.contains(">")) {
            return "a partial, which includes another template";
        }
        if (sigil.contains("*")) {
            return "a decorator";
        }
        if (sigil.equals("{{")) {
            return "a raw block. Write \\{{ for literal braces";
        }
        return sigil.equals("=") || sigil.equals("$") ? "'" + sigil + "' after its braces" : "";
    }

    /** Adds the tag that begins here; returns where it ends. */
    private int take(int at) {
        if (text.startsWith("{{{{", at)) {
            tags.add(new Tag("{{", List.of(), text, at));
            return at + 4;
        }
        int inside = skip(skip(at + 2, '{'), '~');
        if (text.startsWith("!--", inside)) {
            return endOr(text.indexOf("--", inside + 3));
        }
        if (text.startsWith("!", inside)) {
            return endOr(text.indexOf("}}", inside));
        }
        Matcher sigil = SIGIL.matcher(text).region(inside, text.length());
        int words = sigil.lookingAt() ? sigil.end() : inside;
        int end = endOf(words);
        tags.add(new Tag(text.substring(inside, words), wordsOf(text.substring(words, end)), text, at));
        return end;
    }

    private int skip(int at, char c) {
        return at < text.length() && text.charAt(at) == c ? at + 1 : at;
    }

    private int endOr(int found) {
        return found < 0 ? text.length() : found;
    }

    /** Returns where the closing braces begin, ignoring those in quotes. */
    private int endOf(int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (text.startsWith("}}", i)) {
                return i;
            }
        }
        return text.length();
    }

    private static List<String> wordsOf(String inside) {
        return WORD.matcher(inside)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
