package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stub: a file with a complete response of any provider as it was sent, which can be a completion, an error, or the
 * transcript of a stream. It is served unchanged. What a contract can express of it is extracted, so that it can be checked and
 * served in the other form.
 */
final class StubReader {
    private static final String RESPONSE = "response";

    private final String file;
    private final Problems problems;
    private final Context context;

    private StubReader(String file, Problems problems, Context context) {
        this.file = file;
        this.problems = problems;
        this.context = context;
    }

    /** Reads the response in a stub's text. Each problem names the stub's line and the contract's line that refers to it. */
    static Optional<Stub> read(String file, String text, SourceValue namedAt, Context context) {
        Problems problems = new Problems();
        Optional<Stub> answer = new StubReader(file, problems, context).answer(text);
        problems.sorted()
                .forEach(problem -> namedAt.problems()
                        .add(
                                problem.at(),
                                problem.path(),
                                problem.message() + " (stub referenced at " + namedAt.at() + ")"));
        return problems.isEmpty() ? answer : Optional.empty();
    }

    private Optional<Stub> answer(String text) {
        if (file.endsWith(".sse") || StubTranscript.isOne(text)) {
            return transcript(text);
        }
        JsonNode json = json(text, 1);
        if (!(json instanceof ObjectNode answer)) {
            reportUnlessDone(1, "a stub must be one JSON object");
            return Optional.empty();
        }
        if (answer.path("object").asText("").equals(RESPONSE)
                && answer.path("output").isArray()) {
            return response(answer, text, List.of());
        }
        return isError(answer) ? error(answer, text) : completion(answer, text, List.of());
    }

    private Optional<Stub> transcript(String text) {
        StubTranscript transcript = StubTranscript.of(text, (line, message) -> problem(at(line), message));
        List<JsonNode> chunks = transcript.events().entrySet().stream()
                .map(event -> json(event.getValue(), event.getKey()))
                .toList();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return ResponseEvents.areIn(chunks)
                ? response(ResponseEvents.join(chunks), null, transcript.parts())
                : completion(ChunkJoiner.join(chunks), null, transcript.parts());
    }

    private static Optional<Stub> response(
            ObjectNode response, @Nullable String json, List<RecordedAnswer.Part> parts) {
        RecordedAnswer recorded = new RecordedAnswer(ChatAnswer.of(response), json, parts, response);
        return Optional.of(Stub.of(RecordedReading.of(recorded)));
    }

    private Optional<Stub> completion(ObjectNode whole, @Nullable String json, List<RecordedAnswer.Part> parts) {
        String object = whole.path("object").asText("");
        if (!object.isEmpty() && !object.startsWith("chat.completion")) {
            problem(
                    at(1),
                    "a stub's 'object' must be chat.completion, chat.completion.chunk or response, unless it is an error");
        } else if (whole.path("choices").isEmpty() && !whole.hasNonNull("error")) {
            problem(at(1), "a stub needs non-empty 'choices' or an 'error'");
        } else {
            RecordedAnswer recorded = new RecordedAnswer(whole, json, parts);
            return Optional.of(Stub.of(RecordedReading.of(recorded)));
        }
        return Optional.empty();
    }

    /** Whether this is an error, in the format of any provider. */
    private static boolean isError(ObjectNode answer) {
        if (!RecordedAnswer.failureIn(answer).isMissingNode()) {
            return true;
        }
        if (answer.has("choices")) {
            return false;
        }
        boolean isPlain = answer.path("message").isTextual()
                && (answer.has("code") || answer.has("type") || answer.has("error_code"));
        return answer.hasNonNull("error")
                || answer.path("object").asText().equals("error")
                || answer.has("detail")
                || isPlain;
    }

    private Optional<Stub> error(ObjectNode answer, String text) {
        String code = RecordedReading.codeOf(answer);
        Integer known = RecordedAnswer.statusIn(answer).isPresent()
                ? Integer.valueOf(RecordedAnswer.statusIn(answer).getAsInt())
                : code == null ? null : statusNamed(code);
        ApiError said = RecordedReading.error(known == null ? 500 : known, answer);
        return Optional.of(new Stub(new CannedError(null, said, null, Delay.NONE, Map.of(), text), known == null));
    }

    private @Nullable Integer statusNamed(String code) {
        return context.errors().named(code).map(named -> named.error().status()).orElse(null);
    }

    private @Nullable JsonNode json(String text, int line) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            int column = place == null ? 1 : Math.max(1, place.getColumnNr());
            int row = place == null ? 1 : Math.max(1, place.getLineNr());
            problem(new SourceLocation(file, line + row - 1, column), "not valid JSON: " + e.getOriginalMessage());
            return null;
        }
    }

    private void reportUnlessDone(int line, String message) {
        if (problems.isEmpty()) {
            problem(at(line), message);
        }
    }

    private void problem(SourceLocation place, String message) {
        problems.add(place, "", message);
    }

    private SourceLocation at(int line) {
        return new SourceLocation(file, line, 1);
    }
}
