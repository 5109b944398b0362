package dev.cannery.internal.target;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.source.SourceReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The targets in a file, usually {@code cannery.yaml}. */
public final class Targets {
    private final Path file;
    private final Map<String, Entry> entries;

    private Targets(Path file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Reads a file of targets.
     *
     * @throws SourceProblemsException if it has errors
     */
    public static Targets read(Path file) {
        Problems problems = new Problems();
        String text = SourceReader.text(file, problems).orElse("");
        List<SourceNode> documents = new SourceParser(FileNames.shown(file), problems).parse(text);
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(FileNames.start(file), "", "the file is empty; expected 'targets'");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (SourceNode document : documents) {
            Fields fields = SourceValue.of(document, problems).fields("a file of targets");
            fields.find("targets")
                    .map(targets -> targets.fields("targets").all())
                    .orElse(Map.of())
                    .forEach((name, target) -> entries.put(name, Entry.read(target)));
            fields.end();
        }
        problems.throwIfAny();
        return new Targets(file, entries);
    }

    /**
     * Returns the key in an environment variable.
     *
     * @throws SourceProblemsException if the variable is not set
     */
    static Endpoint.ApiKey key(String name, String header, UnaryOperator<@Nullable String> environment) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw SourceProblemsException.of("the environment variable " + name
                    + ", which should hold the API key, is not set. Set it, or name another one with --api-key-env");
        }
        return new Endpoint.ApiKey(name, header, value.strip());
    }

    /**
     * Returns the target of that name.
     *
     * @param environment returns the value of an environment variable, or null if it is not set
     * @throws SourceProblemsException if it is unknown, its key is not set, or its profile cannot be read
     */
    public Target target(String name, UnaryOperator<@Nullable String> environment) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw SourceProblemsException.of(file + ": " + UnknownWord.sentence("target", name, entries.keySet()));
        }
        String keyName = entry.keyName;
        Endpoint.ApiKey key = keyName == null ? null : key(keyName, entry.keyHeader, environment);
        Endpoint endpoint = Endpoint.of(entry.url, entry.headers, key);
        return new Target(name, endpoint, profile(entry), entry.model, entry.declared);
    }

    private Profile profile(Entry entry) {
        SourceValue profile = entry.profile;
        if (profile == null) {
            return ProfileReader.read(Profile.DEFAULT);
        }
        try {
            String name = profile.asText().orElse("");
            boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml");
            Path neighbour = file.resolveSibling(name);
            return isFile && Files.exists(neighbour) ? ProfileReader.read(neighbour) : ProfileReader.read(name);
        } catch (SourceProblemsException e) {
            throw new SourceProblemsException(e.sourceProblems().stream()
                    .map(problem -> new SourceProblem(profile.at(), profile.path(), problem.sentence()))
                    .toList());
        }
    }

    /** A target as the file describes it. */
    private record Entry(
            String url,
            @Nullable String keyName,
            String keyHeader,
            @Nullable String model,
            @Nullable SourceValue profile,
            Map<String, String> headers,
            DeclaredCapabilities declared) {
        static Entry read(SourceValue value) {
            Fields fields = value.fields("a target");
            Entry entry = new Entry(
                    fields.find("url").flatMap(Entry::address).orElse(""),
                    fields.text("api_key_env"),
                    fields.text("key_header", "authorization"),
                    fields.text("model"),
                    fields.find("profile")
                            .filter(profile -> profile.name().isPresent())
                            .orElse(null),
                    headers(fields),
                    new DeclaredCapabilities(
                            fields.find("capabilities").map(Entry::capabilities).orElse(null),
                            Set.copyOf(fields.names("states"))));
            if (fields.lacks("url")) {
                value.problem("a target requires a 'url' such as https://api.openai.com/v1");
            }
            fields.end();
            return entry;
        }

        private static Optional<String> address(SourceValue value) {
            return value.name()
                    .flatMap(url -> value.attempt(() -> {
                        Endpoint.of(url, Map.of(), null);
                        return Optional.of(url);
                    }));
        }

        private static Map<String, String> headers(Fields fields) {
            Map<String, String> headers = new LinkedHashMap<>();
            fields.find("headers")
                    .map(value -> value.fields("headers").all())
                    .orElse(Map.of())
                    .forEach((name, value) -> {
                        if (Secrets.isHeader(name)) {
                            value.problem(
                                    "do not put secrets into this file. Name the environment variable that holds the key with"
                                            + " api_key_env, and its header with key_header");
                        } else {
                            value.name().ifPresent(text -> headers.put(name, text));
                        }
                    });
            return headers;
        }

        private static Set<String> capabilities(SourceValue value) {
            for (SourceValue item : value.items()) {
                String word = item.asText().orElse("");
                LoadedInteraction.Prerequisites.meantBy(word)
                        .map(usual -> UnknownWord.sentence("capability", word, List.of(usual)))
                        .ifPresent(item::problem);
            }
            return Set.copyOf(value.names());
        }
    }
}
