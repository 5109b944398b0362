package dev.cannery.internal.record;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.KnownSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes recorded interactions to files. An interaction that was recorded before is replaced only if its answer has changed, and
 * what people wrote is never touched.
 */
public final class RecordingWriter {
    /** The first line of a file that this class may change. */
    static final String HEADER =
            "# Recorded by cannery. Interactions with the tag 'recorded' are replaced when they are recorded"
                    + " again.";

    private static final String STUBS = "stubs";
    private static final Pattern ITEM = Pattern.compile("(?m)^(?=  - )");
    private static final Pattern MARK = Pattern.compile("(?m)^: \\+.*\\R");
    private static final int SHORTEST_SECRET = 6;

    private final Path folder;
    private final KnownSecrets secrets;

    /**
     * Creates a writer.
     *
     * @param folder the folder of the files
     * @param secrets values that must not be in any file
     */
    public RecordingWriter(Path folder, List<String> secrets) {
        this.folder = folder;
        this.secrets = KnownSecrets.of(secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList());
    }

    /**
     * A file that was written, or would be.
     *
     * @param file the file
     * @param text its text
     * @param added the names of new interactions
     * @param changed the names of interactions whose answer has changed
     * @param unchanged the number of interactions that were recorded again and are the same
     * @param kept the names of recorded interactions that are not written, because people wrote ones with these names
     * @param stubs the texts of the stubs that are written, by their names
     */
    public record Written(
            Path file,
            String text,
            List<String> added,
            List<String> changed,
            int unchanged,
            List<String> kept,
            Map<String, String> stubs) {
        public Written {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            kept = List.copyOf(kept);
            stubs = Map.copyOf(stubs);
        }
    }

    /** Returns what would be written, without writing anything. */
    public List<Written> plan(RecordedContracts recording) {
        return recording.files().stream().map(this::merged).toList();
    }

    /**
     * Writes the files. Each is replaced as a whole, so that an earlier one survives any crash.
     *
     * @throws RecordingException if a file would contain a known secret, or cannot be written; nothing is written then
     */
    public List<Written> write(RecordedContracts recording) {
        List<Written> all = plan(recording);
        for (Written written : all) {
            requireClean(written.file(), written.text());
            written.stubs()
                    .forEach((name, text) -> requireClean(folder.resolve(STUBS).resolve(name), text));
        }
        for (Written written : all) {
            written.stubs().forEach((name, text) -> write(folder.resolve(STUBS).resolve(name), text));
            write(written.file(), written.text());
        }
        return all;
    }

    private boolean isClean(String text) {
        return secrets.redactBody(text).equals(text);
    }

    private void requireClean(Path file, String text) {
        if (!isClean(text)) {
            throw new RecordingException("'" + FileNames.shown(file)
                    + "' is not written, because it would contain an API key. Redact it with --redact");
        }
    }

    private void write(Path file, String text) {
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                WholeFileWriter.writeChecked(file, text, this::isClean);
            }
        } catch (IOException e) {
            throw new RecordingException(
                    "'" + FileNames.shown(file) + "' cannot be written: " + WholeFileWriter.reason(e));
        }
    }

    private Written merged(RecordedFile recorded) {
        Path file = fileFor(recorded);
        String fresh = ContractWriter.write(recorded.contract());
        List<String> blocks = blocks(fresh);
        String old = textOf(file);
        if (old == null) {
            List<String> names = recorded.contract().interactions().stream()
                    .map(LoadedInteraction::name)
                    .toList();
            Map<String, String> all = new LinkedHashMap<>(recorded.stubs());
            names.forEach(name -> all.putAll(recorded.requestsOf(name)));
            return new Written(file, HEADER + "\n" + fresh, names, List.of(), 0, List.of(), all);
        }
        return new Merge(file, old, recorded, blocks).merged();
    }

    /** Returns the file of recorded interactions; next to one that people wrote, or that is of another provider, another one. */
    private Path fileFor(RecordedFile recorded) {
        String stem = FileNames.slug(recorded.name());
        for (String name : List.of(
                stem,
                stem + "-recorded",
                stem + "-" + FileNames.slug(recorded.contract().provider()))) {
            Path file = folder.resolve(name + ".yaml");
            String text = textOf(file);
            if (text == null
                    || (text.startsWith(HEADER)
                            && provider(file).equals(recorded.contract().provider()))) {
                return file;
            }
        }
        throw new RecordingException("there is no free name for the file of '" + recorded.name() + "' in '"
                + FileNames.shown(folder) + "'. Name it with --name");
    }

    private static String provider(Path file) {
        return ContractReader.read(file).get(0).provider();
    }

    /** Whether a file has recorded interactions, and may be changed. */
    public static boolean isRecorded(Path file) {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(".yaml")) {
            return false;
        }
        String text = textOf(file);
        return text != null && text.startsWith(HEADER);
    }

    private static @Nullable String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new RecordingException(
                    "'" + FileNames.shown(file) + "' cannot be read: " + WholeFileWriter.reason(e));
        }
    }

    /** Returns the text before the first interaction, and the text of each interaction. */
    private static List<String> blocks(String text) {
        return List.of(ITEM.split(text));
    }

    /** A file with the interactions that it had, and those that were recorded. */
    private final class Merge {
        private final Path file;
        private final LoadedContract old;
        private final RecordedFile recorded;
        private final List<String> oldBlocks;
        private final Map<String, String> fresh = new LinkedHashMap<>();
        private final List<String> changed = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final Map<String, String> stubs = new LinkedHashMap<>();
        private int unchanged;

        private Merge(Path file, String text, RecordedFile recorded, List<String> blocks) {
            this.file = file;
            this.recorded = recorded;
            this.old = ContractReader.read(file).get(0);
            this.oldBlocks = blocks(text);
            List<LoadedInteraction> interactions = recorded.contract().interactions();
            for (int i = 0; i < interactions.size(); i++) {
                fresh.put(interactions.get(i).name(), blocks.get(i + 1));
            }
            if (oldBlocks.size() != old.interactions().size() + 1) {
                throw new RecordingException("'" + FileNames.shown(file)
                        + "' has another layout than cannery writes. Rename it, or delete its first line");
            }
        }

        private Written merged() {
            StringBuilder text = new StringBuilder(oldBlocks.get(0));
            for (int i = 0; i < old.interactions().size(); i++) {
                text.append(block(old.interactions().get(i), oldBlocks.get(i + 1)));
            }
            if (!text.toString().endsWith("\n")) {
                text.append('\n');
            }
            fresh.forEach((name, block) -> {
                text.append(block);
                stubs.putAll(stubsIn(block));
                stubs.putAll(recorded.requestsOf(name));
            });
            return new Written(file, text.toString(), List.copyOf(fresh.keySet()), changed, unchanged, kept, stubs);
        }

        private String block(LoadedInteraction interaction, String block) {
            String again = fresh.remove(interaction.name());
            if (again == null) {
                return block;
            }
            if (!interaction.tags().contains(InteractionDraft.TAG)) {
                kept.add(interaction.name());
                return block;
            }
            if (isSame(interaction, block, again)) {
                unchanged++;
                return block;
            }
            changed.add(interaction.name());
            stubs.putAll(stubsIn(again));
            stubs.putAll(recorded.requestsOf(interaction.name()));
            return again;
        }

        private boolean isSame(LoadedInteraction interaction, String block, String again) {
            Map<String, String> raw = stubsIn(again);
            if (!raw.isEmpty()) {
                return block.strip().equals(again.strip())
                        && raw.entrySet().stream().allMatch(stub -> isSameStub(stub.getKey(), stub.getValue()));
            }
            LoadedInteraction now = recorded.contract().interactions().stream()
                    .filter(one -> one.name().equals(interaction.name()))
                    .findFirst()
                    .orElseThrow();
            return written(interaction).equals(written(now));
        }

        private String written(LoadedInteraction interaction) {
            return ContractWriter.write(old.withInteractions(List.of(Untimed.of(interaction))));
        }

        private boolean isSameStub(String name, String text) {
            String before = textOf(folder.resolve(STUBS).resolve(name));
            return before != null
                    && MARK.matcher(before)
                            .replaceAll("")
                            .equals(MARK.matcher(text).replaceAll(""));
        }

        /** Returns the stubs to which the text of an interaction refers. */
        private Map<String, String> stubsIn(String block) {
            Map<String, String> named = new LinkedHashMap<>();
            recorded.stubs().forEach((name, text) -> {
                if (block.contains(name)) {
                    named.put(name, text);
                }
            });
            return named;
        }
    }
}
