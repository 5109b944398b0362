package dev.cannery.internal.record.formats.cassette;

import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileExchange.Body;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The recordings of the Rust library httpmock: a document for each request and its response. */
public final class HttpmockFormat implements Format {
    /** What a recording states of a request. The library also has matchers, which only mocks that are written by hand use. */
    private static final Set<String> RECORDED = Set.of(
            "scheme", "host", "port", "path", "method", "query_param", "header", "body", "body_base64", "json_body");

    /** The delay is in milliseconds; a longer one is no delay but a hang. */
    private static final int LONGEST = (int) Duration.ofDays(1).toMillis();

    @Override
    public String title() {
        return "httpmock";
    }

    @Override
    public boolean recognizes(FileValue document) {
        return document.member("when").isMap() && document.member("then").isMap();
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        documents.forEach(document -> read(document, reading));
    }

    private static void read(FileValue document, Reading reading) {
        FileValue when = document.member("when");
        FileValue then = document.member("then");
        String method = when.member("method").text();
        String path = when.member("path").text();
        when.members().forEach((name, matcher) -> {
            if (!RECORDED.contains(name)) {
                reading.loss(matcher, "the matcher '" + name + "' cannot be carried over");
            }
        });
        Optional<Body> body = responseBody(then, reading);
        if (body.isPresent()) {
            reading.add(new FileExchange(
                    document,
                    method,
                    path,
                    headers(when),
                    body(when),
                    then.member("status").wholeNumber(200),
                    headers(then),
                    body.get(),
                    Duration.ofMillis(Math.min(Math.max(0, then.member("delay").wholeNumber(0)), LONGEST)),
                    Duration.ZERO));
        }
    }

    /** Returns the body of a response, which is in the document or in another file; empty if that file cannot be read. */
    private static Optional<Body> responseBody(FileValue then, Reading reading) {
        FileValue file = then.member("body_from_file");
        if (!file.isPresent()) {
            return Optional.of(body(then));
        }
        Optional<String> text = reading.neighbour(file.text());
        if (text.isEmpty()) {
            reading.loss(file, "there is no readable file '" + file.text() + "' next to the recording");
        }
        return text.map(read -> new Body(file, Reading.utf8(read)));
    }

    private static Body body(FileValue message) {
        FileValue base64 = message.member("body_base64");
        return base64.isPresent() ? Body.ofBase64(base64) : Body.of(message.any("body", "json_body"));
    }

    private static Map<String, String> headers(FileValue message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (FileValue header : message.member("header").items()) {
            headers.merge(
                    header.member("name").text(), header.member("value").text(), (first, next) -> first + ", " + next);
        }
        return headers;
    }
}
