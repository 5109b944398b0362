package dev.cannery.internal.verify.stream;

import static dev.cannery.internal.verify.stream.SseTranscript.placeOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.profile.answer.AnswerTable;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the framing and order of a stream, apart from the joined response (C4xx, and C008, C009 and C012). */
public final class StreamCheck {
    private static final FieldPath STREAM = FieldPath.of("stream");
    private static final List<String> IDENTITY = List.of("id", "model", "created");
    private static final MissingNode NOTHING = MissingNode.getInstance();

    private final AnswerTable table;
    private final FindingList findings;
    private final Map<Integer, ChoiceStream> choices = new TreeMap<>();
    private @Nullable JsonNode first;
    private int usageChunks;
    private @Nullable FieldPath usageAt;
    private @Nullable Place usageInside;
    private boolean isUsageLast;

    private StreamCheck(AnswerTable table, FindingList findings) {
        this.table = table;
        this.findings = findings;
    }

    /**
     * Reports what is wrong with a stream.
     *
     * @param table the schema of the provider's chunks
     * @param isWhole whether the stream is complete; missing parts of one that broke off are not reported
     */
    public static void check(
            ChatRequest request, AnswerTable table, SseTranscript transcript, boolean isWhole, FindingList findings) {
        StreamCheck check = new StreamCheck(table, findings);
        transcript.faults().forEach(fault -> findings.add(fault.level(), fault.mismatch()));
        for (int i = 0; i < transcript.events().size(); i++) {
            check.event(transcript.events().get(i), placeOf(i));
        }
        check.end(transcript.events());
        boolean hasError = transcript.events().stream().anyMatch(StreamEvent::isError);
        if (isWhole && !hasError) {
            check.completeness(request, transcript.events());
        }
    }

    /**
     * Reports waits that exceed the limits of a contract.
     *
     * @param firstWithin the longest wait for the first chunk, or null for no limit
     * @param gapWithin the longest wait between two chunks, or null for no limit
     */
    public static void checkTimes(
            SseTranscript transcript,
            @Nullable Duration firstWithin,
            @Nullable Duration gapWithin,
            FindingList findings) {
        Duration before = null;
        for (int i = 0; i < transcript.events().size(); i++) {
            Duration at = transcript.events().get(i).at();
            Duration limit = before == null ? firstWithin : gapWithin;
            Duration wait = before == null ? at : at.minus(before);
            if (limit != null && wait.compareTo(limit) > 0) {
                FindingId id = before == null ? FindingId.FIRST_LATE : FindingId.GAP;
                findings.fail(id, placeOf(i), "a wait of at most " + limit.toMillis() + " ms", millis(wait));
            }
            before = at;
        }
    }

    private static JsonNode millis(Duration wait) {
        return TextNode.valueOf(wait.toMillis() + " ms");
    }

    private void event(StreamEvent event, FieldPath at) {
        if (event.isError()) {
            findings.fail(FindingId.ERROR_IN_STREAM, at, "no error in the stream", event.json());
        } else if (event.isChunk()) {
            identity(event.json(), at);
            usage(event.json(), at);
            emptiness(event.json(), at);
            for (JsonNode choice : event.json().path("choices")) {
                int index = choice.path("index").asInt(0);
                choices.computeIfAbsent(index, key -> new ChoiceStream(findings))
                        .take(choice, at);
            }
        }
    }

    private void identity(JsonNode chunk, FieldPath at) {
        if (isRemark(chunk)) {
            return;
        }
        if (first == null) {
            first = chunk;
            return;
        }
        for (String name : IDENTITY) {
            JsonNode expected = first.path(name);
            if (chunk.has(name) && !chunk.path(name).equals(expected) && !table.mayChangeUnnoticed(name)) {
                String words = "the same " + name + " in every chunk, " + expected;
                Level level = table.mayChange(name) ? Level.WARN : Level.FAIL;
                findings.add(level, new Mismatch(FindingId.CHUNK_IDENTITY, at.member(name), words, chunk.path(name)));
            }
        }
    }

    /** Whether a chunk has only content filter results. Azure sends such chunks for the prompt and later for the text, without an id or delta. */
    private static boolean isRemark(JsonNode chunk) {
        if (chunk.path("choices").isEmpty()) {
            return !chunk.hasNonNull("usage");
        }
        boolean isSilent = true;
        for (JsonNode choice : chunk.path("choices")) {
            isSilent &= !choice.has("delta");
        }
        return isSilent && chunk.path("id").asText("").isEmpty();
    }

    private void emptiness(JsonNode chunk, FieldPath at) {
        boolean isFilter = chunk.has("prompt_filter_results") || chunk.has("prompt_annotations");
        if (chunk.path("choices").isEmpty() && chunk.has("choices") && !chunk.hasNonNull("usage") && !isFilter) {
            findings.warn(FindingId.EMPTY_CHUNK, at.member("choices"), "a choice or usage", chunk.path("choices"));
        }
    }

    private void usage(JsonNode chunk, FieldPath at) {
        isUsageLast = chunk.hasNonNull("usage");
        if (isUsageLast) {
            usageChunks++;
            // a chunk without a choice breaks clients that read the first one; usage next to a choice does not
            usageAt = at.member(chunk.path("choices").isEmpty() ? "choices" : "usage");
        }
        for (int i = 0; i < chunk.path("choices").size(); i++) {
            JsonNode inside = chunk.path("choices").get(i).path("usage");
            if (inside.isObject()) {
                usageInside = new Place(at.member("choices").element(i).member("usage"), inside);
            }
        }
    }

    /** Usage inside a choice, where clients do not look for it. */
    private record Place(FieldPath path, JsonNode usage) {}

    private void end(List<StreamEvent> events) {
        for (int i = 0; i < events.size() - 1; i++) {
            if (events.get(i).isDone()) {
                TextNode next = TextNode.valueOf(events.get(i + 1).data());
                findings.fail(FindingId.AFTER_DONE, placeOf(i + 1), "nothing after [DONE]", next);
            }
        }
    }

    private void completeness(ChatRequest request, List<StreamEvent> events) {
        if (first == null) {
            findings.fail(FindingId.NO_CHUNKS, STREAM, "chunks of a completion", NOTHING);
            return;
        }
        if (events.stream().noneMatch(StreamEvent::isDone)) {
            String last = events.get(events.size() - 1).data();
            findings.fail(FindingId.NO_DONE, STREAM, "[DONE] as the last event", TextNode.valueOf(last));
        }
        choices.forEach((index, choice) -> choice.end(STREAM.member("choices").element(index)));
        FieldPath at = STREAM.member("usage");
        TextNode count = TextNode.valueOf(usageChunks + (usageChunks == 1 ? " chunk" : " chunks") + " with usage");
        if (request.wantsUsageChunk() && usageChunks == 0 && usageInside != null) {
            findings.fail(
                    FindingId.USAGE_CHUNK,
                    usageInside.path(),
                    "usage in a chunk of its own, as stream_options requests",
                    usageInside.usage());
        } else if (request.wantsUsageChunk() && usageChunks == 0) {
            findings.fail(FindingId.USAGE_CHUNK, at, "one chunk with usage, as stream_options requests", NOTHING);
        } else if (request.wantsUsageChunk() && (usageChunks > 1 || !isUsageLast)) {
            findings.warn(FindingId.USAGE_CHUNK, at, "usage only in the last chunk", count);
        } else if (!request.wantsUsageChunk() && usageAt != null) {
            findings.warn(FindingId.USAGE_CHUNK, usageAt, "no usage, since it was not requested", count);
        }
    }
}
