package dev.cannery.contract.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.contract.Pacing;

/** How an answer is cut and paced, as keys of the format. */
final class PacingTree {
    private PacingTree() {}

    static void put(ObjectNode tree, Pacing pacing) {
        if (pacing.equals(Pacing.UNPACED)) {
            return;
        }
        ObjectNode stream = tree.putObject("stream");
        if (pacing.cut() instanceof Pacing.Cut.ByWord) {
            stream.put("by", "word");
        } else if (pacing.cut() instanceof Pacing.Cut.BySize cut) {
            stream.put("by", cut.size());
        } else if (pacing.cut() instanceof Pacing.Cut.ByPieces cut) {
            ArrayNode pieces = stream.putArray("by");
            cut.pieces().forEach(pieces::add);
        }
        putWaits(stream, pacing);
        putForm(stream, pacing.form());
    }

    private static void putWaits(ObjectNode stream, Pacing pacing) {
        if (!pacing.first().equals(pacing.every())) {
            stream.put("first", DurationText.of(pacing.first()));
        }
        if (!pacing.every().isZero()) {
            stream.put("every", DurationText.of(pacing.every()));
        }
        if (!pacing.jitter().isZero()) {
            stream.put("jitter", DurationText.of(pacing.jitter())).put("seed", pacing.seed());
        }
        if (!pacing.gaps().isEmpty()) {
            ArrayNode gaps = stream.putArray("gaps");
            pacing.gaps().forEach(gap -> gaps.add(DurationText.of(gap)));
        }
    }

    private static void putForm(ObjectNode stream, Pacing.EventForm form) {
        if (form.lineEnd() != Pacing.LineEnd.LF) {
            stream.put("line_ends", ResponseTree.word(form.lineEnd()));
        }
        if (!form.heartbeat().isZero()) {
            stream.put("heartbeat", DurationText.of(form.heartbeat()));
        }
        if (form.splitsCharacters()) {
            stream.put("split_characters", true);
        }
    }
}
