package dev.cannery.internal.contract.format;

/** Long and multi-line texts as YAML block scalars. */
final class YamlBlock {
    /** The length above which a single line is folded. */
    private static final int LONG = 90;

    private YamlBlock() {}

    /** Whether the text is more readable as a block, and a block can represent it without loss. */
    static boolean suits(String text) {
        if (text.isEmpty() || !YamlScalar.isPrintable(text.replace("\n", ""))) {
            return false;
        }
        return text.contains("\n") ? suitsLines(text) : suitsFolding(text);
    }

    private static boolean suitsLines(String text) {
        // trailing spaces of a line are invisible, and leading spaces of the text would change its indentation
        boolean hidesBlanks = text.contains(" \n") || text.endsWith(" ") || text.startsWith(" ");
        return !hidesBlanks && !text.startsWith("\n") && !text.endsWith("\n\n");
    }

    private static boolean suitsFolding(String text) {
        return text.length() > LONG && text.contains(" ") && text.strip().equals(text);
    }

    /** Returns the text as a block with this indentation, without a newline at its end. */
    static String of(String text, int indent) {
        String margin = "\n" + " ".repeat(indent);
        if (!text.contains("\n")) {
            return ">-" + margin + folded(text, margin);
        }
        boolean endsLine = text.endsWith("\n");
        String lines = endsLine ? text.substring(0, text.length() - 1) : text;
        // an empty line needs no margin
        return (endsLine ? "|" : "|-") + (margin + lines.replace("\n", margin)).replace(margin + "\n", "\n\n");
    }

    /** Breaks only at single spaces, because a line break represents exactly one. */
    private static String folded(String text, String margin) {
        StringBuilder folded = new StringBuilder();
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean isSingle = text.charAt(i) == ' ' && text.charAt(i - 1) != ' ' && text.charAt(i + 1) != ' ';
            int next = text.indexOf(' ', i + 1);
            boolean isFull = (next < 0 ? text.length() : next) - lineStart > LONG;
            if (isSingle && isFull) {
                folded.append(margin);
                lineStart = i + 1;
            } else {
                folded.append(text.charAt(i));
            }
        }
        return folded.toString();
    }
}
