package dev.cannery.internal.verify.targets;

import dev.cannery.internal.profile.InvalidProfileException;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.verify.exchange.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The targets that a file names. */
public final class Targets {
    private final Path file;
    private final Map<String, TargetEntry> entries;

    Targets(Path file, Map<String, TargetEntry> entries) {
        this.file = file;
        this.entries = new LinkedHashMap<>(entries);
    }

    /** The names in the file's order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * The target of that name.
     *
     * @param environment gives the value of a variable, null when it is not set
     * @throws TargetsException when there is none, or its key or profile is not to be had
     */
    public Target target(String name, UnaryOperator<@Nullable String> environment) {
        TargetEntry entry = entries.get(name);
        if (entry == null) {
            throw new TargetsException(List.of(file + ": " + UnknownWord.sentence("target", name, entries.keySet())));
        }
        String keyName = entry.keyName;
        Endpoint.ApiKey key = keyName == null ? null : TargetsReader.key(keyName, entry.keyHeader, environment);
        Endpoint endpoint = Endpoint.of(entry.url, entry.headers, key);
        return new Target(name, endpoint, profile(entry), entry.model, new Offers(entry.capabilities, entry.states));
    }

    private Profile profile(TargetEntry entry) {
        try {
            boolean isFile = entry.profile.endsWith(".yaml") || entry.profile.endsWith(".yml");
            Path beside = file.resolveSibling(entry.profile);
            return isFile && Files.exists(beside) ? ProfileReader.read(beside) : ProfileReader.read(entry.profile);
        } catch (InvalidProfileException e) {
            throw new TargetsException(e.problems().stream()
                    .map(problem -> entry.at + ": " + problem)
                    .toList());
        }
    }
}
