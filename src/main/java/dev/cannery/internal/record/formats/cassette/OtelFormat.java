package dev.cannery.internal.record.formats.cassette;

import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry's events and spans of generative AI, as OTLP in JSON or as a console exporter prints them: the events for each
 * message (up to version 1.36 of the conventions), the event with the details of a call, and the same attributes on spans.
 */
public final class OtelFormat implements Format {
    private static final String PREFIX = "gen_ai.";

    private final Map<String, OtelCall> calls = new LinkedHashMap<>();
    private final Map<String, Reading> owners = new LinkedHashMap<>();

    @Override
    public String title() {
        return "OpenTelemetry";
    }

    @Override
    public boolean recognizes(FileValue document) {
        return document.member("resourceLogs").isList()
                || document.member("resourceSpans").isList()
                || OtelRecord.of(document).isOfGenAi(PREFIX);
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        for (FileValue document : documents) {
            for (FileValue resource : document.member("resourceLogs").items()) {
                resource.any("scopeLogs", "instrumentationLibraryLogs")
                        .items()
                        .forEach(scope -> scope.member("logRecords").items().forEach(record -> add(record, reading)));
            }
            for (FileValue resource : document.member("resourceSpans").items()) {
                resource.any("scopeSpans", "instrumentationLibrarySpans")
                        .items()
                        .forEach(scope -> scope.member("spans").items().forEach(span -> addSpan(span, reading)));
            }
            if (!document.hasAny("resourceLogs", "resourceSpans")) {
                addSpan(document, reading);
            }
        }
    }

    private void addSpan(FileValue span, Reading reading) {
        add(span, reading);
        String id = OtelRecord.of(span).span();
        for (FileValue event : span.member("events").items()) {
            add(OtelRecord.of(event).in(id), reading);
        }
    }

    private void add(FileValue value, Reading reading) {
        add(OtelRecord.of(value), reading);
    }

    private void add(OtelRecord read, Reading reading) {
        if (!read.isOfGenAi(PREFIX)) {
            return;
        }
        owners.putIfAbsent(read.span(), reading);
        calls.computeIfAbsent(read.span(), span -> new OtelCall(read.at())).add(read);
    }

    @Override
    public void end() {
        calls.forEach((span, call) -> {
            Reading reading = owners.get(span);
            if (reading != null) {
                call.into(reading);
            }
        });
    }
}
