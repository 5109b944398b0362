package dev.cannery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of the documentation.
 *
 * @param blocks its fenced blocks, each with the snippet marker right before it
 * @param links its links to other files and headings, but not those to web sites
 * @param anchors the anchors of its headings, as GitHub derives them
 */
record MarkdownPage(List<Block> blocks, List<Link> links, Set<String> anchors) {
    private static final Pattern FENCE = Pattern.compile("^ *```+ *(\\S*).*");
    private static final Pattern MARKER = Pattern.compile("^ *<!-- snippet: *(\\S+) *-->");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)");

    /**
     * A fenced block.
     *
     * @param line the fence's line, from 1
     * @param language the word after the fence
     * @param snippet the {@code file#region} that it shows, if it has a marker
     * @param text its lines, without the indentation they share
     */
    record Block(int line, String language, Optional<String> snippet, List<String> text) {
        boolean isIn(String... languages) {
            return Set.of(languages).contains(language);
        }
    }

    /**
     * A link within the project.
     *
     * @param line where it is written, from 1
     * @param path the file, relative to the page; empty for a heading of the same page
     * @param anchor the heading, empty for a whole file
     */
    record Link(int line, String path, String anchor) {}

    static MarkdownPage parse(List<String> page) {
        List<Block> blocks = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        Set<String> anchors = new TreeSet<>();
        Optional<String> snippet = Optional.empty();
        for (int i = 0; i < page.size(); i++) {
            Matcher fence = FENCE.matcher(page.get(i));
            Matcher marker = MARKER.matcher(page.get(i));
            if (fence.matches()) {
                int end = endOfBlock(page, i + 1);
                blocks.add(new Block(i + 1, fence.group(1), snippet, unindented(page.subList(i + 1, end))));
                snippet = Optional.empty();
                i = end;
            } else if (marker.find()) {
                snippet = Optional.of(marker.group(1));
            } else if (!page.get(i).isBlank()) {
                snippet = Optional.empty();
                addLinks(i + 1, page.get(i), links);
                Matcher heading = HEADING.matcher(page.get(i));
                if (heading.matches()) {
                    anchors.add(anchorOf(heading.group(1)));
                }
            }
        }
        return new MarkdownPage(blocks, links, anchors);
    }

    private static void addLinks(int line, String text, List<Link> links) {
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            links.add(new Link(line, link.group(1), link.group(2) == null ? "" : link.group(2)));
        }
    }

    private static String anchorOf(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static int endOfBlock(List<String> page, int start) {
        for (int i = start; i < page.size(); i++) {
            if (page.get(i).strip().matches("```+")) {
                return i;
            }
        }
        throw new AssertionError("the block that begins at line " + start + " is never closed");
    }

    /** Returns the commands of all shell blocks in order, without prompts and comments, with continued lines joined. */
    List<String> commands() {
        return blocks.stream()
                .filter(block -> block.isIn("bash", "sh", "shell", "console"))
                .flatMap(block ->
                        String.join("\n", block.text()).replace("\\\n", " ").lines())
                .map(line -> line.strip().replaceFirst("^\\$ +", ""))
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /**
     * Returns the lines between {@code // region NAME} (or {@code # region NAME}) and the end of that region, or all lines if no
     * region is named.
     */
    static List<String> region(List<String> file, String name) {
        if (name.isEmpty()) {
            return unindented(file);
        }
        List<String> lines = file.stream()
                .dropWhile(line -> !line.strip().matches("(//|#) *region " + Pattern.quote(name)))
                .skip(1)
                .takeWhile(line -> !line.strip().matches("(//|#) *endregion.*"))
                .toList();
        if (lines.isEmpty()) {
            throw new AssertionError("there is no region '" + name + "', or it is empty");
        }
        return unindented(lines);
    }

    private static List<String> unindented(List<String> lines) {
        int indent = filled(lines)
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent).stripTrailing())
                .toList();
    }

    private static Stream<String> filled(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank());
    }
}
