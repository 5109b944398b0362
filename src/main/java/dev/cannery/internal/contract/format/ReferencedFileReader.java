package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceValue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a contract refers to: schemas, stubs, profiles. Names are relative to the contract's folder. After
 * following symbolic links, the file must be below the folder that contracts are read from, or below the stubs folder.
 */
final class ReferencedFileReader {
    /** The reader for a contract that was not read from a file. */
    static final ReferencedFileReader NONE = new ReferencedFileReader(null, null, false, Set.of());

    static final String STUBS = "stubs";
    private static final long MAX_BYTES = 8 << 20;

    private final @Nullable Path folder;
    private final @Nullable Path root;
    private final boolean isTrusted;
    private final Set<Path> opened;

    private ReferencedFileReader(@Nullable Path folder, @Nullable Path root, boolean isTrusted, Set<Path> opened) {
        this.folder = folder;
        this.root = root;
        this.isTrusted = isTrusted;
        this.opened = opened;
    }

    /** Returns a reader for references in code: any file, by a path relative to the working directory. */
    static ReferencedFileReader trusting() {
        Path here = Path.of("").toAbsolutePath();
        return new ReferencedFileReader(here, here.getRoot(), true, new HashSet<>());
    }

    /**
     * Returns a reader for the references of one contract.
     *
     * @param contract the contract's file
     * @param root the folder that all contracts are read from
     * @param opened collects the files that were referred to
     */
    static ReferencedFileReader of(Path contract, Path root, Set<Path> opened) {
        return new ReferencedFileReader(contract.toAbsolutePath().getParent(), root.toAbsolutePath(), false, opened);
    }

    /** Reads the JSON Schema in a JSON or YAML file; empty if it was invalid, which was reported. */
    Optional<JsonNode> schema(String name, SourceValue value) {
        return text(name, folder, root, whereExpected(), value).flatMap(text -> {
            int problems = value.problems().count();
            List<SourceNode> documents = new SourceParser(name, value.problems()).parse(text);
            if (value.problems().count() > problems) {
                return Optional.empty();
            }
            if (documents.size() != 1) {
                value.problem("the file '" + name + "' must contain exactly one schema, has " + documents.size());
                return Optional.empty();
            }
            return Optional.of(documents.get(0).toJson());
        });
    }

    /** Returns the path of a profile relative to the working directory; empty if it does not exist, which was reported. */
    Optional<String> profile(String name, SourceValue value) {
        if (folder == null) {
            value.problem("a contract that is not in a file must name a built-in provider, was the file '"
                    + OneLine.value(name) + "'");
            return Optional.empty();
        }
        Path file = folder.resolve(name).normalize();
        opened.add(file);
        if (!Files.isRegularFile(file)) {
            value.problem("profile '" + name + "' not found, relative to this contract");
            return Optional.empty();
        }
        Path here = Path.of("").toAbsolutePath();
        return Optional.of(FileNames.shown(file.startsWith(here) ? here.relativize(file) : file));
    }

    /**
     * Reads the response in a stub; empty if it was invalid, which was reported. A stub's name is relative to the folder {@code
     * stubs} next to the contract, otherwise to the nearest such folder next to one of its parent folders.
     */
    Optional<Stub> stub(String name, SourceValue value, Context context) {
        if (isTrusted) {
            return text(name, folder, root, whereExpected(), value)
                    .flatMap(text -> StubReader.read(name, text, value, context));
        }
        Path above = folder;
        while (above != null && !Files.isDirectory(above.resolve(STUBS))) {
            above = above.getParent();
        }
        if (folder != null && above == null) {
            value.problem("no folder '" + STUBS + "' next to this contract or in a parent folder");
            return Optional.empty();
        }
        Path stubs = above == null ? null : above.resolve(STUBS);
        return text(name, stubs, stubs, "in the folder '" + STUBS + "'", value)
                .flatMap(text -> StubReader.read(STUBS + "/" + name, text, value, context));
    }

    private String whereExpected() {
        return isTrusted ? "in '" + folder + "'" : "next to this contract";
    }

    private Optional<String> text(
            String name, @Nullable Path from, @Nullable Path bound, String where, SourceValue value) {
        if (from == null || bound == null) {
            value.problem("the file '" + name + "' cannot be found, because this contract was not read from a file");
            return Optional.empty();
        }
        if (name.indexOf('\0') >= 0) {
            value.problem("not a valid file name");
            return Optional.empty();
        }
        Path file = from.resolve(name).normalize();
        try {
            String refusal = refusalOf(file, name, bound, where);
            if (refusal.isEmpty()) {
                opened.add(file);
                return Optional.of(Files.readString(file));
            }
            value.problem(refusal);
        } catch (CharacterCodingException e) {
            value.problem("the file '" + name + "' is not UTF-8");
        } catch (IOException e) {
            value.problem("the file '" + name + "' cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String refusalOf(Path file, String name, Path bound, String where) throws IOException {
        boolean isOutside = !file.startsWith(bound)
                || (Files.exists(file) && !file.toRealPath().startsWith(bound.toRealPath()));
        if (isOutside) {
            return "the file '" + name + "' must be in the folder '" + FileNames.nameOf(bound) + "'";
        }
        if (!Files.isRegularFile(file)) {
            return "there is no file '" + name + "' " + where;
        }
        return Files.size(file) > MAX_BYTES ? "the file '" + name + "' is larger than 8 MiB" : "";
    }
}
