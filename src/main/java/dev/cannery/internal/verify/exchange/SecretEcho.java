package dev.cannery.internal.verify.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the caller's secrets out of a reply that repeats them: as they are, escaped as JSON may be, in Base64, or spread over
 * the pieces of a stream, which together spell them.
 */
final class SecretEcho {
    private final Pattern secrets;

    private SecretEcho(Pattern secrets) {
        this.secrets = secrets;
    }

    /** An echo of these secrets, none of which is empty. */
    static SecretEcho of(List<String> secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            forms.add(escapedOrNot(secret));
            String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            forms.add(Pattern.quote(coded.replaceAll("=+$", "")));
        }
        return new SecretEcho(Pattern.compile(forms.isEmpty() ? "(?!)" : String.join("|", forms)));
    }

    /** Each character may be escaped. */
    private static String escapedOrNot(String secret) {
        return secret.chars()
                .mapToObj(one -> {
                    String escaped = String.format("\\\\u(?i:%04x)", one);
                    String plain = Pattern.quote(String.valueOf((char) one));
                    return "(?:" + plain + "|" + escaped + "|\\\\" + plain + ")";
                })
                .collect(Collectors.joining());
    }

    /** The same reply without the secrets; where the body repeats one, the times of its pieces are lost. */
    Reply removedFrom(Reply reply) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.replaceAll((name, value) -> redacted(value));
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        String clean = new Spread(redacted(text)).clean();
        return clean.equals(text)
                ? new Reply(reply.status(), headers, reply.arrivals(), reply.elapsed(), reply.failure())
                : new Reply(
                        reply.status(),
                        headers,
                        List.of(new Arrival(reply.elapsed(), clean.getBytes(StandardCharsets.UTF_8))),
                        reply.elapsed(),
                        reply.failure());
    }

    private String redacted(String text) {
        return secrets.matcher(text).replaceAll(Matcher.quoteReplacement(Secrets.REDACTED));
    }

    /** A stream's texts, each put together from its pieces. */
    private final class Spread {
        private final String[] lines;
        private final Map<Integer, JsonNode> events = new HashMap<>();
        private final Map<String, List<Piece>> texts = new LinkedHashMap<>();
        private final Map<Integer, JsonNode> changed = new HashMap<>();

        private Spread(String body) {
            lines = body.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (lines[i].startsWith("data:")) {
                    event(i, lines[i].substring("data:".length()));
                }
            }
        }

        private void event(int line, String data) {
            try {
                JsonNode event = Json.parse(data);
                events.put(line, event);
                collect(line, event, "");
            } catch (JsonProcessingException e) {
                // no event of the API: it was searched as it is
            }
        }

        private void collect(int line, JsonNode node, String path) {
            if (node instanceof ObjectNode object) {
                String below = path + object.path("index").asText("") + ".";
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    if (member.getValue().isTextual()) {
                        texts.computeIfAbsent(below + member.getKey(), key -> new ArrayList<>())
                                .add(new Piece(line, object, member.getKey()));
                    } else {
                        collect(line, member.getValue(), below + member.getKey());
                    }
                }
            } else if (node instanceof ArrayNode array) {
                for (JsonNode element : array) {
                    collect(line, element, path + "[]");
                }
            }
        }

        private String clean() {
            texts.values().stream().filter(pieces -> pieces.size() > 1).forEach(this::clean);
            changed.forEach((line, event) ->
                    lines[line] = "data: " + Json.compact(event) + (lines[line].endsWith("\r") ? "\r" : ""));
            return String.join("\n", lines);
        }

        private void clean(List<Piece> pieces) {
            String whole = pieces.stream().map(Piece::text).collect(Collectors.joining());
            Matcher found = secrets.matcher(whole);
            if (!found.find()) {
                return;
            }
            StringBuilder[] kept =
                    pieces.stream().map(piece -> new StringBuilder()).toArray(StringBuilder[]::new);
            int from = 0;
            do {
                keep(pieces, kept, from, found.start());
                kept[pieceAt(pieces, found.start())].append(Secrets.REDACTED);
                from = found.end();
            } while (found.find());
            keep(pieces, kept, from, whole.length());
            for (int i = 0; i < kept.length; i++) {
                Piece piece = pieces.get(i);
                if (!piece.text().contentEquals(kept[i])) {
                    changed.put(piece.line, events.get(piece.line));
                    piece.holder.set(piece.name, TextNode.valueOf(kept[i].toString()));
                }
            }
        }

        /** Keeps the letters between these places of the whole in the pieces that hold them. */
        private void keep(List<Piece> pieces, StringBuilder[] kept, int from, int to) {
            int start = 0;
            for (int i = 0; i < kept.length && start < to; i++) {
                String text = pieces.get(i).text();
                int first = Math.max(from, start);
                int last = Math.min(to, start + text.length());
                if (first < last) {
                    kept[i].append(text, first - start, last - start);
                }
                start += text.length();
            }
        }

        private int pieceAt(List<Piece> pieces, int place) {
            int end = 0;
            for (int i = 0; i < pieces.size(); i++) {
                end += pieces.get(i).text().length();
                if (place < end) {
                    return i;
                }
            }
            return pieces.size() - 1;
        }
    }

    /** A text in an event of a stream. */
    private record Piece(int line, ObjectNode holder, String name) {
        private String text() {
            return holder.path(name).textValue();
        }
    }
}
