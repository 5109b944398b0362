package dev.cannery.internal.verify.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceReader;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.verify.exchange.Endpoint;
import dev.cannery.internal.wire.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code cannery.yaml}, which names targets; every mistake is told with its file, line and column. */
public final class TargetsReader {
    private static final List<String> KEYS =
            List.of("url", "api_key_env", "key_header", "model", "profile", "capabilities", "states", "headers");

    private final Problems problems = new Problems();
    private final Map<String, TargetEntry> targets = new LinkedHashMap<>();

    private TargetsReader() {}

    /**
     * The targets of a file.
     *
     * @throws TargetsException when something is wrong in it
     */
    public static Targets read(Path file) {
        TargetsReader reader = new TargetsReader();
        SourceReader.text(file, reader.problems).ifPresent(text -> reader.document(file, text));
        if (!reader.problems.isEmpty()) {
            throw TargetsException.of(reader.problems.sorted());
        }
        return new Targets(file, reader.targets);
    }

    /**
     * The key that a variable of the environment holds.
     *
     * @throws TargetsException when there is no such variable
     */
    public static Endpoint.ApiKey key(String name, String header, UnaryOperator<@Nullable String> environment) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new TargetsException(List.of("the environment variable " + name
                    + ", which should hold the key, is not set. Set it, or name another with --api-key-env"));
        }
        return new Endpoint.ApiKey(name, header, value.strip());
    }

    private void document(Path file, String text) {
        List<SourceNode> documents = new SourceParser(FileNames.shown(file), problems).parse(text);
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(FileNames.start(file), "", "the file is empty, 'targets' is expected");
        }
        for (SourceNode document : documents) {
            members(document, "", (key, value) -> {
                if (key.key().equals("targets")) {
                    members(value, "targets", (name, target) -> targets.put(name.key(), target(name, target)));
                } else {
                    unknown(key, "", List.of("targets"));
                }
            });
        }
    }

    private TargetEntry target(SourceNode.Entry name, SourceNode node) {
        TargetEntry entry = new TargetEntry(name.keyAt());
        String path = "targets." + name.key();
        members(node, path, (key, value) -> field(entry, key, value, path));
        boolean hasUrl = node instanceof SourceNode.Mapping mapping && mapping.member("url") != null;
        if (!hasUrl) {
            problems.add(name.keyAt(), path, "a target needs a url, as https://api.openai.com/v1");
        }
        return entry;
    }

    private void field(TargetEntry entry, SourceNode.Entry key, SourceNode value, String path) {
        String at = path + "." + key.key();
        switch (key.key()) {
            case "url" -> text(value, at, url -> entry.url = address(url, value, at));
            case "api_key_env" -> text(value, at, name -> entry.keyName = name);
            case "key_header" -> text(value, at, header -> entry.keyHeader = header);
            case "model" -> text(value, at, model -> entry.model = model);
            case "profile" -> text(value, at, profile -> entry.profile = profile);
            case "capabilities" -> entry.capabilities = capabilities(value, at);
            case "states" -> entry.states.addAll(texts(value, at));
            case "headers" -> members(value, at, (name, header) -> header(entry, name, header, at));
            default -> unknown(key, path, KEYS);
        }
    }

    private void header(TargetEntry entry, SourceNode.Entry name, SourceNode value, String path) {
        if (Secrets.isHeader(name.key())) {
            String advice = "a secret does not belong in this file. Name the variable that holds it with api_key_env";
            problems.add(name.keyAt(), path, advice + " and its header with key_header");
            return;
        }
        text(value, path, text -> entry.headers.put(name.key(), text));
    }

    private String address(String url, SourceNode value, String path) {
        try {
            Endpoint.of(url, Map.of(), null);
        } catch (IllegalArgumentException e) {
            problems.add(value.at(), path, String.valueOf(e.getMessage()));
        }
        return url;
    }

    private void members(SourceNode node, String path, BiConsumer<SourceNode.Entry, SourceNode> action) {
        if (node instanceof SourceNode.Mapping mapping) {
            mapping.entries().forEach(entry -> action.accept(entry, entry.value()));
        } else {
            problems.add(node.at(), path, "a map is expected, was " + node.phrase());
        }
    }

    private void text(SourceNode node, String path, Consumer<String> taker) {
        JsonNode value = node.toJson();
        if (value.isTextual() && !value.asText().isBlank()) {
            taker.accept(value.asText());
        } else {
            problems.add(node.at(), path, "a text is expected, was " + node.phrase());
        }
    }

    private Set<String> texts(SourceNode node, String path) {
        Set<String> texts = new LinkedHashSet<>();
        if (node instanceof SourceNode.Sequence sequence) {
            sequence.items().forEach(item -> text(item, path, texts::add));
        } else {
            problems.add(node.at(), path, "a list of texts is expected, was " + node.phrase());
        }
        return texts;
    }

    private Set<String> capabilities(SourceNode node, String path) {
        if (node instanceof SourceNode.Sequence sequence) {
            for (SourceNode item : sequence.items()) {
                String word = item.toJson().asText();
                LoadedInteraction.Demands.meantBy(word)
                        .map(usual -> UnknownWord.sentence("capability", word, List.of(usual)))
                        .ifPresent(sentence -> problems.add(item.at(), path, sentence));
            }
        }
        return texts(node, path);
    }

    private void unknown(SourceNode.Entry key, String path, List<String> known) {
        SourceLocation at = key.keyAt();
        problems.add(at, path, UnknownWord.sentence("key", key.key(), known));
    }
}
