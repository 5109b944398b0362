package dev.cannery.internal.record.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.formats.Cassette.Exchanged;
import dev.cannery.internal.record.formats.ForeignFiles.ForeignFile;
import dev.cannery.internal.record.formats.file.BodyText;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings are written in the form of each tool and read back: nothing of a call is lost or changed. */
class RebuiltCassettesTest {
    private static final int PER_FILE = 40;

    @TempDir
    private Path folder;

    static Stream<Arguments> formsAndRecordings() {
        return Stream.of(Cassette.values())
                .flatMap(form -> Stream.of(Recordings.values()).map(source -> arguments(form, source)));
    }

    @ParameterizedTest
    @MethodSource("formsAndRecordings")
    void readsBackEveryCall(Cassette form, Recordings source) throws IOException {
        List<Exchanged> exchanges = source.all().stream()
                .flatMap(RebuiltCassettesTest::exchanged)
                .filter(form::suits)
                .toList();
        List<Exchanged> unread = new ArrayList<>();
        int written = 0;
        // each recording in one form, in turn; the samples in every form
        int step = source == Recordings.SHARED ? PER_FILE * Cassette.values().length : PER_FILE;
        int first = source == Recordings.SHARED
                ? PER_FILE * List.of(Cassette.values()).indexOf(form)
                : 0;
        for (int start = first; start < exchanges.size(); start += step) {
            List<Exchanged> file = exchanges.subList(start, Math.min(exchanges.size(), start + PER_FILE));
            written += file.size();
            unread.addAll(unread(form, file));
        }

        System.out.println(
                form + " of " + source + ": " + (written - unread.size()) + " of " + written + " calls are read");
        assertThat(written).isPositive();
        assertThat(unread).filteredOn(one -> !isCut(one)).isEmpty();
    }

    private List<Exchanged> unread(Cassette form, List<Exchanged> exchanges) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String text : form.write(exchanges)) {
            files.add(Files.writeString(folder.resolve("cassette-" + files.size()), text));
        }
        List<ForeignFile> read = ForeignFiles.read(files);
        List<RecordedCall> calls =
                read.stream().flatMap(file -> file.calls().stream()).toList();
        List<Exchanged> left =
                new ArrayList<>(exchanges.stream().map(Exchanged::compact).toList());
        calls.forEach(call -> left.remove(exchanged(call).compact()));
        int losses = read.stream().mapToInt(file -> file.losses().size()).sum();
        assertThat(losses)
                .as("each call that is not read is reported: %s", read.get(0).losses())
                .isEqualTo(left.size());
        return left;
    }

    private static Exchanged exchanged(RecordedCall call) {
        return new Exchanged(
                call.url(),
                Json.compact(call.request()),
                call.status(),
                new String(call.body(), StandardCharsets.UTF_8));
    }

    static Stream<Exchanged> exchanged(JsonNode row) {
        String url = row.path("url").asText();
        String body = bodyOf(row);
        if (!(row.path("request") instanceof ObjectNode request) || body.isBlank() || !url.contains("://")) {
            return Stream.of();
        }
        String path = Reading.pathOf(url);
        return path.endsWith("/chat/completions") || path.endsWith("/responses")
                ? Stream.of(new Exchanged(
                        url, Json.compact(request), row.path("status").asInt(), body))
                : Stream.of();
    }

    private static String bodyOf(JsonNode row) {
        if (row.path("raw_body").isTextual()) {
            return row.path("raw_body").asText();
        }
        return row.path("response").isObject() ? Json.compact(row.path("response")) : "";
    }

    private static boolean isCut(Exchanged one) {
        return one.isStream()
                && !BodyText.of(one.body().getBytes(StandardCharsets.UTF_8), "").isWhole();
    }
}
