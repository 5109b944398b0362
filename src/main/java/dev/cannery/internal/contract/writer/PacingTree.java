package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.time.Durations;

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
            stream.put("first", Durations.write(pacing.first()));
        }
        if (!pacing.every().isZero()) {
            stream.put("every", Durations.write(pacing.every()));
        }
        if (!pacing.jitter().isZero()) {
            stream.put("jitter", Durations.write(pacing.jitter())).put("seed", pacing.seed());
        }
        if (!pacing.gaps().isEmpty()) {
            ArrayNode gaps = stream.putArray("gaps");
            pacing.gaps().forEach(gap -> gaps.add(Durations.write(gap)));
        }
    }

    private static void putForm(ObjectNode stream, Pacing.EventForm form) {
        if (form.lineEnd() != Pacing.LineEnd.LF) {
            stream.put("line_ends", ResponseTree.word(form.lineEnd()));
        }
        if (!form.heartbeat().isZero()) {
            stream.put("heartbeat", Durations.write(form.heartbeat()));
        }
        if (form.splitsCharacters()) {
            stream.put("split_characters", true);
        }
    }
}
