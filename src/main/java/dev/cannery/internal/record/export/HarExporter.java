package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.export.Sampler.Answer;
import dev.cannery.internal.record.export.Sampler.Sample;
import dev.cannery.internal.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the example of each turn and its responses as an HTTP archive. */
final class HarExporter implements Exporter {
    private static final String HOST = "https://api.openai.com";
    /** HAR demands a time; a constant one keeps the file the same each time. */
    private static final String TIME = "2000-01-01T00:00:00.000Z";

    @Override
    public List<ExportedFile> write(Sampler contract, Losses losses) {
        ObjectNode log = Json.object().put("version", "1.2");
        log.putObject("creator").put("name", "cannery").put("version", "1");
        ArrayNode entries = log.putArray("entries");
        for (Sample sample : Stream.of(ChatEndpoint.values())
                .flatMap(endpoint -> contract.samples(endpoint).stream())
                .toList()) {
            for (CannedResponse response : sample.turn().responses()) {
                if (response instanceof CannedFault) {
                    losses.add(sample.interaction(), "an archive cannot hold a response that is not HTTP");
                } else {
                    entries.add(entry(sample, contract.answer(sample, response, sample.isStream())));
                }
            }
        }
        String text = new String(Json.prettyBytes(Json.object().set("log", log)), StandardCharsets.UTF_8);
        return List.of(new ExportedFile(contract.contract().name() + ".har", text + "\n"));
    }

    private static ObjectNode entry(Sample sample, Answer answer) {
        double wait = answer.gaps().isEmpty() ? 0 : millis(answer.gaps().get(0));
        double receive =
                answer.gaps().stream().skip(1).mapToDouble(HarExporter::millis).sum();
        ObjectNode entry = Json.object().put("startedDateTime", TIME).put("time", wait + receive);
        ObjectNode request = entry.putObject("request")
                .put("method", "POST")
                .put("url", HOST + sample.path() + queryOf(sample))
                .put("httpVersion", "HTTP/1.1");
        request.putArray("cookies");
        Map<String, String> sent = new LinkedHashMap<>(Map.of("content-type", "application/json"));
        sent.putAll(sample.sent().headers());
        headers(request, sent);
        ArrayNode query = request.putArray("queryString");
        sample.sent()
                .query()
                .forEach((name, value) -> query.addObject().put("name", name).put("value", value));
        request.putObject("postData").put("mimeType", "application/json").put("text", Json.compact(sample.body()));
        sizes(request);
        ObjectNode response = entry.putObject("response")
                .put("status", answer.status())
                .put("statusText", "")
                .put("httpVersion", "HTTP/1.1");
        response.putArray("cookies");
        headers(response, answer.headers());
        int size = answer.text().getBytes(StandardCharsets.UTF_8).length;
        response.putObject("content")
                .put("size", size)
                .put("mimeType", answer.headers().getOrDefault("content-type", ""))
                .put("text", answer.text());
        response.put("redirectURL", "");
        sizes(response);
        entry.putObject("cache");
        entry.putObject("timings").put("send", 0).put("wait", wait).put("receive", receive);
        return entry.put("comment", sample.interaction().name());
    }

    private static void headers(ObjectNode message, Map<String, String> headers) {
        ArrayNode list = message.putArray("headers");
        headers.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
    }

    private static String queryOf(Sample sample) {
        String query = sample.sent().query().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void sizes(ObjectNode message) {
        message.put("headersSize", -1).put("bodySize", -1);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
