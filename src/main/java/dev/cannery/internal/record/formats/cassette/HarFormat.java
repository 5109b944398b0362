package dev.cannery.internal.record.formats.cassette;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileExchange.Body;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HTTP archives (HAR 1.2), as browsers, mitmproxy and Polly write them. */
public final class HarFormat implements Format {
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    @Override
    public String title() {
        return "HAR";
    }

    @Override
    public boolean recognizes(FileValue document) {
        return document.member("log", "entries").isList();
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        documents.forEach(
                document -> document.member("log", "entries").items().forEach(entry -> readEntry(entry, reading)));
    }

    private static void readEntry(FileValue entry, Reading reading) {
        FileValue request = entry.member("request");
        FileValue response = entry.member("response");
        String method = request.member("method").text();
        String url = request.member("url").text();
        int status = response.member("status").wholeNumber(0);
        FileValue content = response.member("content");
        if (url.isEmpty()) {
            reading.loss(entry, "the entry has no request with a 'url'");
            return;
        }
        boolean lacksBody = content.member("text").text().isEmpty();
        if ((status == 0 || lacksBody) && reading.isChat(entry, method, url)) {
            reading.loss(
                    status == 0 ? response : content,
                    status == 0
                            ? "the request got no response" + reason(response.any("_error", "comment"))
                            : "the archive lacks the response body: browsers leave out those of streams");
        } else if (status != 0 && !lacksBody) {
            reading.add(new FileExchange(
                    entry,
                    method,
                    url,
                    headers(request),
                    encoded(request.member("postData")),
                    status,
                    headers(response),
                    encoded(content),
                    millis(entry.member("timings", "wait")),
                    millis(entry.member("timings", "receive"))));
        }
    }

    private static String reason(FileValue given) {
        return given.text().isEmpty() ? "" : ": " + given.text();
    }

    private static Map<String, String> headers(FileValue message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (FileValue header : message.member("headers").items()) {
            headers.merge(
                    header.member("name").text(), header.member("value").text(), (first, next) -> first + ", " + next);
        }
        return headers;
    }

    /** Returns a body. Polly puts the parts of a compressed one into a list of texts, in Base64 or in hexadecimal digits. */
    private static Body encoded(FileValue content) {
        FileValue text = content.member("text");
        String encoding = content.member("encoding").text();
        boolean isBinary = content.any("_isBinary").isTrue() || !encoding.isEmpty();
        if (!isBinary) {
            return Body.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (text.text().startsWith("[")) {
            for (JsonNode part : list(text.text())) {
                bytes.writeBytes(decoded(part.asText(), encoding));
            }
        } else {
            bytes.writeBytes(decoded(text.text(), encoding));
        }
        return new Body(text, bytes.toByteArray());
    }

    private static JsonNode list(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return Json.array();
        }
    }

    private static byte[] decoded(String text, String encoding) {
        try {
            boolean isHex = encoding.isEmpty() ? text.matches("[0-9a-fA-F]*") : encoding.equals("hex");
            return isHex
                    ? HexFormat.of().parseHex(text)
                    : Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Duration millis(FileValue value) {
        // -1 stands for a time that does not apply
        BigDecimal millis =
                value.number().orElse(BigDecimal.ZERO).max(BigDecimal.ZERO).min(LONGEST);
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }
}
