package dev.cannery.internal.record.formats.cassette;

import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileExchange.Body;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The input and output files of OpenAI's Batch API: JSON lines that a custom id joins. Both may be read in any order.
 *
 * <p>An instance belongs to one import, since the lines of one file wait for those of another.
 */
public final class BatchFormat implements Format {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    private record Request(FileValue line, Reading reading) {}

    private record Answer(FileValue line, Reading reading) {}

    @Override
    public String title() {
        return "OpenAI Batch";
    }

    @Override
    public boolean recognizes(FileValue document) {
        return document.has("custom_id")
                && (document.has("body") || document.member("response").isPresent());
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        documents.forEach(document -> readLine(document, reading));
    }

    private void readLine(FileValue document, Reading reading) {
        String id = document.member("custom_id").text();
        if (document.has("body")) {
            if (requests.put(id, new Request(document, reading)) != null) {
                reading.loss(document, "the custom_id '" + id + "' occurs twice");
            }
        } else {
            answers.add(new Answer(document, reading));
        }
    }

    @Override
    public void end() {
        Set<String> answered = new LinkedHashSet<>();
        for (Answer answer : answers) {
            String id = answer.line.member("custom_id").text();
            Request request = requests.get(id);
            if (request == null) {
                answer.reading.loss(
                        answer.line,
                        "the request of '" + id + "' is in none of the files: import the batch's input file as well");
            } else {
                answered.add(id);
                join(id, request.line, answer);
            }
        }
        requests.forEach((id, request) -> {
            if (!answered.contains(id)) {
                request.reading.loss(request.line, "the response to '" + id + "' is in none of the files");
            }
        });
    }

    private static void join(String id, FileValue request, Answer answer) {
        FileValue response = answer.line.member("response");
        if (!response.isMap()) {
            String reason = answer.line.member("error", "message").text();
            answer.reading.loss(
                    answer.line, "the batch has no response to '" + id + "'" + (reason.isEmpty() ? "" : ": " + reason));
            return;
        }
        answer.reading.add(new FileExchange(
                answer.line,
                request.member("method").text(),
                request.member("url").text(),
                JSON,
                Body.of(request.member("body")),
                response.member("status_code").wholeNumber(0),
                JSON,
                Body.of(response.member("body"))));
    }
}
