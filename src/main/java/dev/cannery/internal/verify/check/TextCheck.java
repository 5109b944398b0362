package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.RepeatedKey;
import java.util.ArrayList;
import java.util.List;

/** Checks whether a text ends before a stop sequence, and whether JSON in it has no duplicate members. */
final class TextCheck {
    private TextCheck() {}

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            stop(request.field("stop"), choice, findings);
            if (request.field("response_format").path("type").asText("").startsWith("json_")) {
                repeatedKey(choice, findings);
            }
        }
    }

    private static void repeatedKey(RepliedChoice choice, FindingList findings) {
        RepeatedKey.in(choice.text()).ifPresent(key -> {
            FieldPath at = choice.messageAt().member("content");
            findings.fail(FindingId.CONTENT_NOT_JSON, at, "each member once", TextNode.valueOf(key));
        });
    }

    private static void stop(JsonNode stop, RepliedChoice choice, FindingList findings) {
        List<String> sequences = new ArrayList<>();
        (stop.isArray() ? stop : List.of(stop)).forEach(sequence -> sequences.add(RepliedChoice.textOf(sequence)));
        for (String sequence : sequences) {
            if (!sequence.isEmpty() && choice.text().contains(sequence)) {
                FieldPath at = choice.messageAt().member("content");
                TextNode text = TextNode.valueOf(choice.text());
                findings.fail(FindingId.STOP_IGNORED, at, "a text that ends before " + sequence, text);
            }
        }
    }
}
