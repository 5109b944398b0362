package dev.cannery.contract.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.time.Durations;
import dev.cannery.source.OneLine;
import dev.cannery.source.Problems;
import dev.cannery.source.SourceLocation;
import dev.cannery.source.SourceNode;
import dev.cannery.source.SourceParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stub: a file that holds a complete answer as it went over the wire, be it a {@code chat.completion} object, an
 * error object, or the transcript of a stream. What comes of it is the same canned answer that a contract could have
 * written, so it serves both forms; a part of it that no canned answer can hold is complained of.
 */
final class StubReader {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final String MARK = ": +";
    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    private final String file;
    private final Scope scope;

    private StubReader(String file, Problems problems, ProviderErrors errors) {
        this.file = file;
        this.scope = new Scope(problems, "", ReferencedFileReader.NONE, errors);
    }

    /** The answer in the stub's text; each complaint names the stub's line and the line of the contract that names it. */
    static Optional<CannedResponse> read(String file, String text, SourceNode namedAt, Scope contract) {
        Problems problems = new Problems();
        Optional<CannedResponse> answer = new StubReader(file, problems, contract.errors()).answer(text);
        problems.sorted()
                .forEach(problem -> contract.problems()
                        .add(problem.at(), problem.path(), problem.message() + " (a stub of " + namedAt.at() + ")"));
        return problems.isEmpty() ? answer : Optional.empty();
    }

    private Optional<CannedResponse> answer(String text) {
        String start = text.stripLeading();
        boolean isTranscript = file.endsWith(".sse") || start.startsWith(DATA) || start.startsWith(MARK);
        StubDraft draft = new StubDraft();
        SourceNode place = isTranscript ? transcript(text, draft) : object(text, draft);
        return scope.problems().isEmpty()
                ? scope.attempt(place, () -> draft.toResponse(place, scope))
                : Optional.empty();
    }

    private SourceNode object(String text, StubDraft draft) {
        List<SourceNode> documents = json(text);
        if (documents.size() == 1) {
            Key.readAll("a completion", StubDraft.KEYS, documents.get(0), scope, draft);
            return documents.get(0);
        }
        SourceNode start = node(1);
        if (scope.problems().isEmpty()) {
            scope.complain(start, "a stub must hold one JSON object, holds " + documents.size());
        }
        return start;
    }

    private SourceNode transcript(String text, StubDraft draft) {
        List<String> lines = text.lines().toList();
        boolean isDone = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isDone && !line.isBlank()) {
                scope.complain(node(i + 1), "nothing may follow " + DONE);
            } else if (line.startsWith(DATA)) {
                isDone = event(line, i + 1, draft);
            } else if (line.startsWith(MARK)) {
                mark(line, i + 1, draft);
            } else if (!line.isBlank() && !line.startsWith(":")) {
                scope.complain(node(i + 1), "a line of a transcript begins with 'data:' or ':'");
            }
        }
        if (!isDone && scope.problems().isEmpty()) {
            scope.complain(
                    node(Math.max(1, lines.size())), "the transcript is cut short, it does not end with " + DONE);
        }
        return node(1);
    }

    /** Takes the time that passed ahead of the next event. */
    private void mark(String line, int number, StubDraft draft) {
        Optional<Duration> gap = Durations.parse(line.substring(MARK.length()).strip());
        if (gap.isEmpty() || gap.get().compareTo(LONGEST_GAP) > 0) {
            scope.complain(
                    node(number),
                    "a mark of time is written ': +120ms', of a day at most, was '" + OneLine.value(line) + "'");
        } else {
            draft.pass(gap.get());
        }
    }

    /** Takes one event; gives whether it is the last. */
    private boolean event(String line, int number, StubDraft draft) {
        String data = line.substring(DATA.length()).strip();
        if (data.equals(DONE)) {
            return true;
        }
        // blanks instead of what stands ahead of the event, so that places are those in the file
        String ahead = "\n".repeat(number - 1) + " ".repeat(line.indexOf(data));
        for (SourceNode chunk : json(ahead + data)) {
            Key.readAll("a chunk", StubDraft.KEYS, chunk, scope, draft);
        }
        return false;
    }

    private List<SourceNode> json(String text) {
        List<SourceNode> documents = new SourceParser(file, scope.problems()).parse(text);
        if (scope.problems().isEmpty() && !file.endsWith(".json")) {
            complainUnlessJson(text);
        }
        return documents;
    }

    /** By its name the file was parsed as YAML, which takes more than JSON does. */
    private void complainUnlessJson(String text) {
        try {
            Json.parse(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            scope.complain(node(line), "this is not JSON: " + e.getOriginalMessage());
        }
    }

    private SourceNode node(int line) {
        return new SourceNode.Mapping(List.of(), new SourceLocation(file, line, 1));
    }
}
