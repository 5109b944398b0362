package dev.cannery.internal.verify.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.verify.stream.StreamEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks the framing, numbers and order of a stream of a Response (C416 to C420, C402, C012). */
public final class ResponseStream {
    private static final FieldPath STREAM = FieldPath.of("stream");
    private static final String CREATED = "response.created";
    private static final Set<String> TERMINAL = Set.of("response.completed", "response.incomplete", "response.failed");
    private static final Set<String> OF_RESPONSE =
            Set.of(CREATED, "response.in_progress", "response.queued", "error", "keepalive");

    private final FindingList findings;
    private final Map<Integer, ItemEvents> items = new TreeMap<>();
    private JsonNode last = MissingNode.getInstance();
    private int numbered;
    private boolean isBegun;

    private ResponseStream(FindingList findings) {
        this.findings = findings;
    }

    /**
     * Reports what is wrong with a stream.
     *
     * @param isWhole whether the stream is complete; missing parts of one that broke off are not reported
     * @return the final Response; a missing node if the stream has none
     */
    public static JsonNode check(SseTranscript transcript, boolean isWhole, FindingList findings) {
        ResponseStream stream = new ResponseStream(findings);
        transcript.faults().forEach(fault -> findings.add(fault.level(), fault.mismatch()));
        for (int i = 0; i < transcript.events().size(); i++) {
            stream.take(transcript.events().get(i), SseTranscript.placeOf(i));
        }
        if (isWhole) {
            stream.end();
        }
        return stream.last;
    }

    private void take(StreamEvent event, FieldPath at) {
        if (event.isDone()) {
            String expected = "no [DONE], which the Responses API does not send";
            findings.warn(FindingId.AFTER_DONE, at, expected, TextNode.valueOf(event.data()));
            return;
        }
        JsonNode json = event.json();
        String type = json.path("type").asText("");
        name(event.name(), type, at);
        number(json, at);
        order(type, json, at);
    }

    private void name(String name, String type, FieldPath at) {
        if (type.isEmpty()) {
            String expected = name.isEmpty() ? "the name of the event" : name + ", as the name of the event";
            findings.fail(FindingId.EVENT_NAME, at.member("type"), expected, MissingNode.getInstance());
        } else if (name.isEmpty()) {
            String expected = "event: " + type + ", before the data";
            findings.warn(FindingId.EVENT_NAME, at, expected, MissingNode.getInstance());
        } else if (!name.equals(type)) {
            findings.fail(
                    FindingId.EVENT_NAME,
                    at.member("type"),
                    name + ", as the name of the event",
                    TextNode.valueOf(type));
        }
    }

    private void number(JsonNode json, FieldPath at) {
        JsonNode number = json.path("sequence_number");
        if (number.isMissingNode()) {
            // the API itself had none until April 2025
            findings.warn(FindingId.SEQUENCE, at.member("sequence_number"), String.valueOf(numbered), number);
        } else if (number.asInt(-1) != numbered) {
            findings.fail(FindingId.SEQUENCE, at.member("sequence_number"), String.valueOf(numbered), number);
            numbered = number.asInt(numbered);
        }
        numbered++;
    }

    private void order(String type, JsonNode json, FieldPath at) {
        boolean isEnded = !last.isMissingNode();
        if (isEnded) {
            findings.fail(FindingId.EVENT_ORDER, at, "nothing after the terminal event", TextNode.valueOf(type));
        }
        if (!isBegun && !type.equals(CREATED) && !type.equals("error")) {
            findings.fail(FindingId.EVENT_ORDER, at, CREATED + " as the first event", TextNode.valueOf(type));
        }
        isBegun = true;
        if (type.equals("error")) {
            findings.fail(FindingId.ERROR_IN_STREAM, at, "no error in the stream", json);
        } else if (type.equals(CREATED)) {
            JsonNode output = json.path("response").path("output");
            if (!output.isEmpty()) {
                findings.fail(FindingId.EVENT_ORDER, at.member("response").member("output"), "no items yet", output);
            }
        } else if (TERMINAL.contains(type)) {
            last = json.path("response");
        } else if (!OF_RESPONSE.contains(type)) {
            item(type, json, at);
        }
    }

    private void item(String type, JsonNode json, FieldPath at) {
        JsonNode index = json.path("output_index");
        if (!type.startsWith("response.") || !ItemEvents.knows(type)) {
            Mismatch unknown = new Mismatch(FindingId.UNKNOWN_EVENT, at, "an event of the API", TextNode.valueOf(type));
            findings.add(Level.WARN, unknown);
            return;
        }
        if (!index.isIntegralNumber()) {
            findings.fail(FindingId.EVENT_ORDER, at.member("output_index"), "the index of the item", index);
            return;
        }
        if (type.equals("response.output_item.added") && index.asInt() != items.size()) {
            findings.fail(FindingId.EVENT_ORDER, at.member("output_index"), items.size() + ", the next index", index);
        }
        items.computeIfAbsent(index.asInt(), any -> new ItemEvents(findings)).take(type, json, at);
    }

    private void end() {
        if (last.isMissingNode()) {
            findings.fail(
                    FindingId.EVENT_ORDER,
                    STREAM,
                    "response.completed, response.incomplete or response.failed as the last event",
                    last);
            return;
        }
        items.forEach((index, item) -> item.end(
                last.path("output").path(index), STREAM.member("output").element(index)));
    }
}
