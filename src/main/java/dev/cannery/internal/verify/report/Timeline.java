package dev.cannery.internal.verify.report;

import java.time.Duration;
import java.util.List;

/** The times at which the events of a stream came, drawn. */
final class Timeline {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 44;
    private static final int MARGIN = 8;
    private static final int DRAWN = 2_000;

    private Timeline() {}

    /** A line from the first event to the last, with a stroke for each; a sentence where all came at once. */
    static String svg(List<Duration> events) {
        long first = events.get(0).toMillis();
        long span = events.get(events.size() - 1).toMillis() - first;
        if (span <= 0) {
            return "<p class=\"dim\">" + events.size() + " events, all at once after " + first + " ms</p>\n";
        }
        StringBuilder svg = new StringBuilder("<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" fill=\"currentColor\" stroke=\"currentColor\">\n");
        svg.append("<title>")
                .append(events.size())
                .append(" events in ")
                .append(span)
                .append(" ms, the first after ")
                .append(first)
                .append(" ms</title>\n");
        line(svg, MARGIN, 16, WIDTH - MARGIN, 16, 0.4);
        int step = 1 + events.size() / DRAWN;
        for (int i = 0; i < events.size(); i += step) {
            int x = x(events.get(i).toMillis() - first, span);
            line(svg, x, 6, x, 26, 0.8);
        }
        text(svg, MARGIN, "start", "first after " + first + " ms");
        text(svg, WIDTH / 2, "middle", events.size() + " events, longest gap " + longestGap(events) + " ms");
        text(svg, WIDTH - MARGIN, "end", "+" + span + " ms");
        return svg.append("</svg>\n").toString();
    }

    private static int x(long millis, long last) {
        return MARGIN + (int) (millis * (WIDTH - 2L * MARGIN) / last);
    }

    private static long longestGap(List<Duration> events) {
        long longest = 0;
        for (int i = 1; i < events.size(); i++) {
            longest = Math.max(longest, events.get(i).minus(events.get(i - 1)).toMillis());
        }
        return longest;
    }

    private static void line(StringBuilder svg, int x1, int y1, int x2, int y2, double opacity) {
        svg.append("<line x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\" opacity=\"" + opacity
                + "\"/>\n");
    }

    private static void text(StringBuilder svg, int x, String anchor, String words) {
        svg.append("<text x=\"" + x + "\" y=\"40\" font-size=\"13\" stroke=\"none\" text-anchor=\"" + anchor + "\">"
                + words + "</text>\n");
    }
}
