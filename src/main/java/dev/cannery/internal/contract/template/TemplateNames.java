package dev.cannery.internal.contract.template;

import dev.cannery.internal.contract.template.TemplateTags.Tag;
import dev.cannery.internal.source.UnknownWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds unknown helpers and names in a template before the first request. */
final class TemplateNames {
    private static final int MAX_REPORTED = 100;
    private static final Set<String> WORDS = Set.of("true", "false", "null", "undefined", "this", "else", "as");

    private final Collection<String> known;
    private final List<String> helpers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();

    private TemplateNames(Collection<String> known) {
        this.known = known;
    }

    /** Returns a sentence for each unknown name in the text. */
    static List<String> unknownNames(String text, Collection<String> known) {
        return read(text, known).names;
    }

    /**
     * Rejects calls of unknown helpers.
     *
     * @throws TemplateException when there is one
     */
    static void requireHelpers(String text) {
        List<String> unknown = read(text, List.of()).helpers;
        if (!unknown.isEmpty()) {
            throw new TemplateException(unknown.get(0));
        }
    }

    private static TemplateNames read(String text, Collection<String> known) {
        TemplateNames names = new TemplateNames(known);
        TemplateTags.of(text).forEach(names::tag);
        return names;
    }

    private void tag(Tag tag) {
        if (tag.sigil().equals("/")) {
            blocks.poll();
        } else if (!tag.words().isEmpty()) {
            boolean isElse = tag.words().get(0).equals("else");
            List<String> words = isElse ? tag.words().subList(1, tag.words().size()) : tag.words();
            call(words, tag);
            if (!words.isEmpty() && (tag.sigil().equals("#") || tag.sigil().equals("^"))) {
                blocks.push(blockOf(words));
            }
        }
    }

    private static Block blockOf(List<String> words) {
        List<String> parameters = words.stream()
                .filter(word -> word.startsWith("|"))
                .flatMap(word -> Stream.of(word.replace("|", " ").strip().split("\\s+")))
                .toList();
        String name = words.get(0);
        boolean keepsContext = name.equals("if") || name.equals("unless");
        return new Block(!keepsContext, parameters);
    }

    private void call(List<String> words, Tag tag) {
        boolean isCall = words.size() > 1;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean calls = i == 0 ? isCall : words.get(i - 1).equals("(");
            if (calls && !word.equals("(")) {
                requireHelper(word, tag);
            } else if (isName(word) && !(i == 0 && Helpers.names().contains(word))) {
                requireKnown(word, tag);
            }
        }
    }

    private void requireHelper(String word, Tag tag) {
        boolean isOpening = tag.sigil().equals("#") || tag.sigil().equals("^");
        boolean isFirst = tag.words().get(0).equals(word);
        if (!Helpers.names().contains(word)) {
            helpers.add(UnknownWord.sentence("helper", word, tag.place(), Helpers.names()));
        } else if (isOpening && isFirst && !Helpers.isBlock(word)) {
            helpers.add("the helper '" + word + "' does not take a block" + tag.place());
        }
    }

    /** Whether the word is the name of a value, not a quoted text, number, key, parenthesis or keyword. */
    private static boolean isName(String word) {
        char first = word.charAt(0);
        boolean isLiteral = Character.isDigit(first) || "\"'-()|@".indexOf(first) >= 0 || word.endsWith("=");
        return !isLiteral && !WORDS.contains(word) && !word.startsWith("..") && !word.equals(".");
    }

    private void requireKnown(String word, Tag tag) {
        String root = word.replaceFirst("^(?:this[./]|\\./)", "").split("[./\\[]", 2)[0];
        boolean isOfItem = blocks.stream().anyMatch(block -> block.opensItem || block.parameters.contains(root));
        if (!isOfItem && !known.contains(root) && names.size() < MAX_REPORTED) {
            names.add(UnknownWord.sentence("name", root, tag.place(), known));
        }
    }

    /** An open block. Inside a block that iterates, bare names refer to members of the item, which are not known in advance. */
    private record Block(boolean opensItem, List<String> parameters) {}
}
