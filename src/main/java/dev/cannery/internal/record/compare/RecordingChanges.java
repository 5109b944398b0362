package dev.cannery.internal.record.compare;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.StoredRequests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The differences between two recordings of the same interactions, in their requests and in their answers.
 *
 * @param changed the interactions that differ, by name
 * @param compared the number of interactions that at least one of the recordings has
 */
public record RecordingChanges(List<InteractionChange> changed, int compared) {
    public RecordingChanges {
        changed = List.copyOf(changed);
    }

    /**
     * An interaction that differs.
     *
     * @param lines the differences, one a line, for people
     */
    public record InteractionChange(String interaction, List<String> lines) {
        public InteractionChange {
            lines = List.copyOf(lines);
        }
    }

    /** Compares the recordings in two folders or files of contracts. */
    public static RecordingChanges between(Path old, Path now) {
        Recording before = Recording.read(old);
        Recording after = Recording.read(now);
        Set<String> names = new TreeSet<>(before.interactions().keySet());
        names.addAll(after.interactions().keySet());
        List<InteractionChange> changed = new ArrayList<>();
        for (String name : names) {
            List<String> lines = lines(name, before, after);
            if (!lines.isEmpty()) {
                changed.add(new InteractionChange(name, lines));
            }
        }
        return new RecordingChanges(changed, names.size());
    }

    private static List<String> lines(String name, Recording before, Recording after) {
        LoadedInteraction one = before.interactions().get(name);
        LoadedInteraction other = after.interactions().get(name);
        if (one == null || other == null) {
            return List.of(one == null ? "is new" : "is gone");
        }
        List<String> lines = new ArrayList<>();
        int turns = Math.min(one.turns().size(), other.turns().size());
        for (int i = 0; i < turns; i++) {
            String turn = other.turns().size() == 1 ? "" : "turn " + (i + 1) + ": ";
            StoredRequests.Place place = new StoredRequests.Place(name, i + 1);
            StoredRequests.Stored sent = before.requests().get(place);
            StoredRequests.Stored again = after.requests().get(place);
            if (sent != null && again != null) {
                RequestChanges.between(sent.request(), again.request())
                        .forEach(change -> lines.add(turn + "request " + change.field() + ": " + change.what()));
            }
            AnswerChanges.between(
                            one.turns().get(i).responses().get(0),
                            other.turns().get(i).responses().get(0))
                    .forEach(change -> lines.add(turn + change));
        }
        if (one.turns().size() != other.turns().size()) {
            lines.add("turns: " + one.turns().size() + " → " + other.turns().size());
        }
        return lines;
    }

    /** The interactions of a recording by name, and their requests. */
    private record Recording(
            Map<String, LoadedInteraction> interactions, Map<StoredRequests.Place, StoredRequests.Stored> requests) {
        private static Recording read(Path path) {
            Map<String, LoadedInteraction> interactions = new HashMap<>();
            for (LoadedContract contract : ContractReader.read(path)) {
                contract.interactions().forEach(interaction -> interactions.put(interaction.name(), interaction));
            }
            Map<StoredRequests.Place, StoredRequests.Stored> requests = new HashMap<>();
            StoredRequests.of(List.of(path)).forEach(stored -> requests.put(stored.place(), stored));
            return new Recording(interactions, requests);
        }
    }
}
