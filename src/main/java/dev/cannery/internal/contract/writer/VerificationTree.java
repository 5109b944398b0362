package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written under {@code verify}; nothing where the shape alone is checked. */
final class VerificationTree {
    /** The parts of an answer that are scalars: there a bare value means less than it does elsewhere. */
    private static final Map<String, FieldShape> SCALARS = Map.of(
            "content", RequestFields.shapeOf("user"),
            "finish_reason", RequestFields.shapeOf("user"),
            "status", RequestFields.shapeOf("n"));

    private VerificationTree() {}

    static Optional<JsonNode> of(Verification verification) {
        if (!verification.isSent()) {
            return Optional.of(BooleanNode.FALSE);
        }
        if (verification.equals(Verification.SHAPE)) {
            return Optional.empty();
        }
        ObjectNode tree = Json.object();
        verification
                .rules()
                .forEach((part, rule) -> tree.set(part, RuleTree.of(rule, SCALARS.getOrDefault(part, FieldShape.ANY))));
        if (verification.repeat() > 1) {
            tree.put("repeat", verification.repeat());
        }
        if (verification.atLeast() < verification.repeat()) {
            tree.put("at_least", verification.atLeast());
        }
        ObjectNode stream = Json.object();
        putDuration(stream, "first_within", verification.firstWithin());
        putDuration(stream, "gap_within", verification.gapWithin());
        if (!stream.isEmpty()) {
            tree.set("stream", stream);
        }
        return Optional.of(tree);
    }

    private static void putDuration(ObjectNode tree, String key, @Nullable Duration duration) {
        if (duration != null) {
            tree.put(key, Durations.write(duration));
        }
    }
}
