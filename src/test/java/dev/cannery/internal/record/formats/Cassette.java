package dev.cannery.internal.record.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** The forms in which tools record exchanges, written as those tools write them. */
enum Cassette {
    VCRPY_YAML {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(yaml(vcrpy(exchanges, Cassette::text)));
        }
    },
    VCRPY_GZIP {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(yaml(vcrpy(exchanges, body -> Map.of("string", gzip(body)))));
        }
    },
    VCRPY_JSON {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(json(vcrpy(exchanges, Cassette::text)));
        }
    },
    RUBY_VCR {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            List<Object> items = new ArrayList<>();
            for (Exchanged one : exchanges) {
                items.add(ordered(
                        "request",
                        ordered(
                                "method", "post",
                                "uri", one.url(),
                                "body", ordered("encoding", "UTF-8", "string", one.request()),
                                "headers", Map.of("Content-Type", List.of("application/json"))),
                        "response",
                        ordered(
                                "status", ordered("code", one.status(), "message", "OK"),
                                "headers", Map.of("Content-Type", List.of(one.contentType())),
                                "body",
                                        ordered(
                                                "encoding",
                                                "ASCII-8BIT",
                                                "base64_string",
                                                Base64.getMimeEncoder().encodeToString(utf8(one.body())))),
                        "recorded_at",
                        "Mon, 01 Dec 2025 10:00:00 GMT"));
            }
            return List.of(yaml(ordered("http_interactions", items, "recorded_with", "VCR 6.3.1")));
        }
    },
    GO_VCR {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            List<Object> items = new ArrayList<>();
            for (Exchanged one : exchanges) {
                items.add(ordered(
                        "id",
                        items.size(),
                        "request",
                        ordered(
                                "proto", "HTTP/1.1",
                                "host", "api.example",
                                "body", one.request(),
                                "form", Map.of(),
                                "headers", Map.of("Content-Type", List.of("application/json")),
                                "url", one.url(),
                                "method", "POST"),
                        "response",
                        ordered(
                                "proto",
                                "HTTP/2.0",
                                "uncompressed",
                                true,
                                "body",
                                one.body(),
                                "headers",
                                Map.of("Content-Type", List.of(one.contentType())),
                                "status",
                                one.status() + " OK",
                                "code",
                                one.status(),
                                "duration",
                                "1.207346542s")));
            }
            return List.of(yaml(ordered("version", 2, "interactions", items)));
        }
    },
    HAR {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(json(har(exchanges, one -> ordered("mimeType", one.contentType(), "text", one.body()))));
        }
    },
    HAR_BASE64 {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(json(har(
                    exchanges,
                    one -> ordered(
                            "mimeType",
                            one.contentType(),
                            "encoding",
                            "base64",
                            "text",
                            Base64.getEncoder().encodeToString(utf8(one.body()))))));
        }
    },
    POLLY {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            return List.of(json(har(exchanges, one -> {
                byte[] whole = gzip(one.body());
                int half = whole.length / 2;
                Base64.Encoder encoder = Base64.getEncoder();
                List<String> parts = List.of(
                        encoder.encodeToString(Arrays.copyOf(whole, half)),
                        encoder.encodeToString(Arrays.copyOfRange(whole, half, whole.length)));
                return ordered(
                        "mimeType", one.contentType(), "encoding", "base64", "text", Json.compact(Json.treeOf(parts)));
            })));
        }
    },
    BATCH {
        @Override
        List<String> write(List<Exchanged> exchanges) {
            StringBuilder input = new StringBuilder();
            StringBuilder output = new StringBuilder();
            for (Exchanged one : exchanges) {
                String id = "request-" + input.length();
                input.append(json(
                        ordered("custom_id", id, "method", "POST", "url", one.url(), "body", tree(one.request()))));
                output.append(json(ordered(
                        "id",
                        "batch_req_" + output.length(),
                        "custom_id",
                        id,
                        "response",
                        ordered("status_code", one.status(), "request_id", "req_1", "body", tree(one.body())),
                        "error",
                        Json.object().nullNode())));
            }
            return List.of(output.toString(), input.toString());
        }

        @Override
        boolean suits(Exchanged one) {
            return tree(one.body()).isObject();
        }
    };

    /** Writes the files of these exchanges. */
    abstract List<String> write(List<Exchanged> exchanges);

    /** Whether the form can hold an exchange. */
    boolean suits(Exchanged one) {
        return true;
    }

    /**
     * An exchange to be written.
     *
     * @param url the address
     * @param request the text of the request
     * @param status the status
     * @param body the text of the response
     */
    record Exchanged(String url, String request, int status, String body) {
        /** Returns the same exchange with the spaces of its JSON removed, for tools that keep values instead of texts. */
        Exchanged compact() {
            JsonNode tree = tree(body);
            return tree.isObject() ? new Exchanged(url, request, status, Json.compact(tree)) : this;
        }

        boolean isStream() {
            return body.startsWith("data:") || body.startsWith("event:") || body.startsWith(":");
        }

        String contentType() {
            return isStream() ? "text/event-stream" : "application/json";
        }
    }

    private static Object text(String body) {
        return Map.of("string", body);
    }

    private static Object vcrpy(List<Exchanged> exchanges, Function<String, Object> body) {
        List<Object> items = new ArrayList<>();
        for (Exchanged one : exchanges) {
            items.add(ordered(
                    "request",
                    ordered(
                            "body", one.request(),
                            "headers", Map.of("content-type", List.of("application/json")),
                            "method", "POST",
                            "uri", one.url()),
                    "response",
                    ordered(
                            "body", body.apply(one.body()),
                            "headers", Map.of("Content-Type", List.of(one.contentType())),
                            "status", ordered("code", one.status(), "message", "OK"))));
        }
        return ordered("interactions", items, "version", 1);
    }

    private static Object har(List<Exchanged> exchanges, Function<Exchanged, Object> content) {
        List<Object> entries = new ArrayList<>();
        for (Exchanged one : exchanges) {
            entries.add(ordered(
                    "startedDateTime",
                    "2025-12-01T10:00:00.000Z",
                    "time",
                    1200,
                    "request",
                    ordered(
                            "method", "POST",
                            "url", one.url(),
                            "headers", List.of(ordered("name", "content-type", "value", "application/json")),
                            "postData", ordered("mimeType", "application/json", "text", one.request())),
                    "response",
                    ordered(
                            "status", one.status(),
                            "headers", List.of(ordered("name", "content-type", "value", one.contentType())),
                            "content", content.apply(one)),
                    "timings",
                    ordered("send", 0, "wait", 400.5, "receive", 799.5)));
        }
        return ordered("log", ordered("version", "1.2", "creator", ordered("name", "test"), "entries", entries));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String yaml(Object value) {
        return new Dump(DumpSettings.builder().setWidth(80).build()).dumpToString(value);
    }

    private static String json(Object value) {
        return Json.compact(Json.treeOf(value)) + "\n";
    }

    static JsonNode tree(String text) {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
