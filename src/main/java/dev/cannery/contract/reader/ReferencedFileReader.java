package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that a contract names: schemas of {@code conforms_to}. A name leads from the contract's own folder. */
final class ReferencedFileReader {
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

    /** The text of a file; empty when it was complained of. */
    Optional<String> text(String name, SourceNode node, Scope scope) {
        if (scope.folder() == null) {
            scope.complain(node, "the file '" + name + "' cannot be found, this contract was not read from a file");
            return Optional.empty();
        }
        Path file = scope.folder().resolve(name).normalize();
        try {
            if (!Files.isRegularFile(file)) {
                scope.complain(node, "there is no file '" + name + "' beside this contract");
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
