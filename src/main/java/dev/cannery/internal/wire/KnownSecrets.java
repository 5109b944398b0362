package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Secrets with known values, such as the API key of a request. They are redacted wherever they appear: verbatim, escaped as in
 * JSON, in Base64, or spread over the fragments of a stream.
 */
public final class KnownSecrets {
    private final Pattern secrets;

    private KnownSecrets(Pattern secrets) {
        this.secrets = secrets;
    }

    /** Returns the secrets with these values, none of which is empty. */
    public static KnownSecrets of(List<String> secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            forms.add(escapedOrNot(secret));
            String coded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            forms.add(Pattern.quote(coded.replaceAll("=+$", "")));
        }
        return new KnownSecrets(Pattern.compile(forms.isEmpty() ? "(?!)" : String.join("|", forms)));
    }

    /** Returns a pattern for a secret, each character of which may be escaped. */
    private static String escapedOrNot(String secret) {
        return secret.chars()
                .mapToObj(one -> {
                    String escaped = String.format(Locale.ROOT, "\\\\u(?i:%04x)", one);
                    String plain = Pattern.quote(String.valueOf((char) one));
                    return "(?:" + plain + "|" + escaped + "|\\\\" + plain + ")";
                })
                .collect(Collectors.joining());
    }

    /** Returns a text in which each of the values is redacted. */
    public String redact(String text) {
        return secrets.matcher(text).replaceAll(Matcher.quoteReplacement(Secrets.REDACTED));
    }

    /** Returns a body in which each of the values is redacted, including those that are spread over fragments of a stream. */
    public String redactBody(String body) {
        return new StreamTexts(SseReader.readAll(redact(body))).clean();
    }

    /** The texts of a stream, each assembled from its fragments. */
    private final class StreamTexts {
        private final List<SseEvent> events;
        private final Map<Integer, JsonNode> trees = new HashMap<>();
        private final Map<String, List<Fragment>> texts = new LinkedHashMap<>();
        private final Set<Integer> changed = new HashSet<>();

        private StreamTexts(List<SseEvent> events) {
            this.events = new ArrayList<>(events);
            for (int i = 0; i < events.size(); i++) {
                String data = events.get(i).data();
                if (data != null) {
                    read(i, data);
                }
            }
        }

        private void read(int event, String data) {
            try {
                JsonNode tree = Json.parse(data);
                trees.put(event, tree);
                collect(event, tree, "");
            } catch (JsonProcessingException e) {
                // not an event of the API: it was already searched as text
            }
        }

        private void collect(int event, JsonNode node, String path) {
            if (node instanceof ObjectNode object) {
                String below = path + object.path("index").asText("") + ".";
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    if (member.getValue().isTextual()) {
                        texts.computeIfAbsent(below + member.getKey(), key -> new ArrayList<>())
                                .add(new Fragment(event, object, member.getKey()));
                    } else {
                        collect(event, member.getValue(), below + member.getKey());
                    }
                }
            } else if (node instanceof ArrayNode array) {
                for (JsonNode element : array) {
                    collect(event, element, path + "[]");
                }
            }
        }

        private String clean() {
            texts.values().stream().filter(fragments -> fragments.size() > 1).forEach(this::clean);
            changed.forEach(at ->
                    events.set(at, events.get(at).withData(Json.compact(Objects.requireNonNull(trees.get(at))))));
            return events.stream().map(SseEvent::text).collect(Collectors.joining());
        }

        private void clean(List<Fragment> fragments) {
            String whole = fragments.stream().map(Fragment::text).collect(Collectors.joining());
            Matcher found = secrets.matcher(whole);
            if (!found.find()) {
                return;
            }
            StringBuilder[] kept =
                    fragments.stream().map(fragment -> new StringBuilder()).toArray(StringBuilder[]::new);
            int from = 0;
            do {
                keep(fragments, kept, from, found.start());
                kept[fragmentAt(fragments, found.start())].append(Secrets.REDACTED);
                from = found.end();
            } while (found.find());
            keep(fragments, kept, from, whole.length());
            for (int i = 0; i < kept.length; i++) {
                Fragment fragment = fragments.get(i);
                if (!fragment.text().contentEquals(kept[i])) {
                    changed.add(fragment.event);
                    fragment.holder.set(fragment.name, TextNode.valueOf(kept[i].toString()));
                }
            }
        }

        /** Keeps the letters in this range of the assembled text, in the fragments that contain them. */
        private void keep(List<Fragment> fragments, StringBuilder[] kept, int from, int to) {
            int start = 0;
            for (int i = 0; i < kept.length && start < to; i++) {
                String text = fragments.get(i).text();
                int first = Math.max(from, start);
                int last = Math.min(to, start + text.length());
                if (first < last) {
                    kept[i].append(text, first - start, last - start);
                }
                start += text.length();
            }
        }

        private int fragmentAt(List<Fragment> fragments, int place) {
            int end = 0;
            for (int i = 0; i < fragments.size(); i++) {
                end += fragments.get(i).text().length();
                if (place < end) {
                    return i;
                }
            }
            return fragments.size() - 1;
        }
    }

    /** A text in an event of a stream. */
    private record Fragment(int event, ObjectNode holder, String name) {
        private String text() {
            return holder.path(name).textValue();
        }
    }
}
