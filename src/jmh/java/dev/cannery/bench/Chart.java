package dev.cannery.bench;

import java.util.Locale;
import java.util.SortedMap;

/** Processor time for an answer by the number of interactions, both axes logarithmic; legible on light and on dark. */
final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final double DECADES_X = 4;
    private static final double DECADES_Y = 4;

    private final SortedMap<Integer, Double> ours;
    private final SortedMap<Integer, Double> rival;

    Chart(SortedMap<Integer, Double> ours, SortedMap<Integer, Double> rival) {
        this.ours = ours;
        this.rival = rival;
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        svg.append("<title>CPU per answer by number of interactions</title>\n<style>\n");
        svg.append("text { font: 13px sans-serif; fill: #24292f; } .grid { stroke: #d0d7de; }\n");
        svg.append(".line { fill: none; stroke-width: 2.5; } .a { stroke: #0969da; } .b { stroke: #bc4c00; }\n");
        svg.append("@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .grid { stroke: #3d444d; }\n");
        svg.append(".a { stroke: #58a6ff; } .b { stroke: #f0883e; } }\n</style>\n");
        for (int decade = 0; decade <= DECADES_Y; decade++) {
            double y = y(10 * Math.pow(10, decade));
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 8, y + 4, "end", decade < 2 ? "1" + "0".repeat(decade + 1) + " µs" : "1" + "0".repeat(decade - 2) + " ms");
        }
        for (int decade = 0; decade <= DECADES_X; decade++) {
            double x = x(Math.pow(10, decade));
            line(svg, x, TOP, x, HEIGHT - BOTTOM);
            text(svg, x, HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,d", (int) Math.pow(10, decade)));
        }
        text(svg, LEFT, TOP - 16, "start", "server CPU per JSON answer");
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "interactions or stubs");
        curve(svg, ours, "a", "cannery");
        curve(svg, rival, "b", "WireMock");
        return svg.append("</svg>\n").toString();
    }

    private static void curve(StringBuilder svg, SortedMap<Integer, Double> points, String kind, String name) {
        if (points.isEmpty()) {
            return;
        }
        svg.append("<polyline class=\"line ").append(kind).append("\" points=\"");
        points.forEach((size, cpu) -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size), y(cpu))));
        svg.append("\"/>\n");
        text(svg, x(points.lastKey()) + 8, y(points.get(points.lastKey())) + 4, "start", name);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static double x(double size) {
        return LEFT + Math.log10(size) / DECADES_X * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double micros) {
        double share = Math.log10(Math.max(micros, 10) / 10) / DECADES_Y;
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}
