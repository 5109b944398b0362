package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.contract.CannedResponse;
import dev.cannery.source.SourceNode;
import dev.cannery.source.SourceParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that a contract names: schemas of {@code conforms_to}. A name leads from the contract's own folder. */
final class ReferencedFileReader {
    private static final String STUBS = "stubs";
    private static final long MAX_BYTES = 8 << 20;

    /** The JSON Schema in a file of JSON or YAML; empty when it was complained of. */
    Optional<JsonNode> schema(String name, SourceNode node, Scope scope) {
        return text(name, node, scope).flatMap(text -> {
            int complaints = scope.problems().count();
            List<SourceNode> documents = new SourceParser(name, scope.problems()).parse(text);
            if (scope.problems().count() > complaints) {
                return Optional.empty();
            }
            if (documents.size() != 1) {
                scope.complain(node, "the file '" + name + "' must hold one schema, holds " + documents.size());
                return Optional.empty();
            }
            return Optional.of(documents.get(0).toJson());
        });
    }

    /**
     * The answer in a stub; empty when it was complained of. A stub's name leads from the folder {@code stubs} beside the
     * contract, or else from the nearest one beside a folder above it.
     */
    Optional<CannedResponse> stub(String name, SourceNode node, Scope scope) {
        if (name.indexOf('\0') >= 0) {
            scope.complain(node, "this is no name of a file");
            return Optional.empty();
        }
        Path folder = scope.folder();
        while (folder != null && !Files.isDirectory(folder.resolve(STUBS))) {
            folder = folder.getParent();
        }
        if (scope.folder() != null && folder == null) {
            scope.complain(node, "there is no folder '" + STUBS + "' beside this contract or above it");
            return Optional.empty();
        }
        Path stubs = folder == null ? null : folder.resolve(STUBS);
        if (stubs != null && !stubs.resolve(name).normalize().startsWith(stubs)) {
            scope.complain(node, "the file '" + name + "' must lie in the folder '" + STUBS + "'");
            return Optional.empty();
        }
        Scope inside = new Scope(scope.problems(), scope.path(), stubs);
        return text(name, "in the folder '" + STUBS + "'", node, inside)
                .flatMap(text -> StubReader.read(STUBS + "/" + name, text, node, scope));
    }

    /** The text of a file; empty when it was complained of. */
    Optional<String> text(String name, SourceNode node, Scope scope) {
        return text(name, "beside this contract", node, scope);
    }

    private Optional<String> text(String name, String where, SourceNode node, Scope scope) {
        if (scope.folder() == null) {
            scope.complain(node, "the file '" + name + "' cannot be found, this contract was not read from a file");
            return Optional.empty();
        }
        Path file = scope.folder().resolve(name).normalize();
        try {
            if (!Files.isRegularFile(file)) {
                scope.complain(node, "there is no file '" + name + "' " + where);
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                scope.complain(node, "the file '" + name + "' is larger than 8 MiB");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            scope.complain(node, "the file '" + name + "' is not UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            scope.complain(node, "the file '" + name + "' cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
