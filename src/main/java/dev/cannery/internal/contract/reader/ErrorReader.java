package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an error: a name that the contract's provider knows, or a map. */
final class ErrorReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>("status", ValueForm.ERROR_STATUS, (draft, value, scope) -> draft.status(value, scope)),
            new Key<>(
                    "message",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.message = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "type",
                    ValueForm.NAME,
                    (draft, value, scope) -> Values.give(Values.nonEmptyText(value, scope), type -> draft.type = type)),
            new Key<>(
                    "param", ValueForm.NAME, (draft, value, scope) -> draft.param = Values.nonEmptyText(value, scope)),
            new Key<>("code", ValueForm.NAME, (draft, value, scope) -> draft.code = Values.nonEmptyText(value, scope)));

    private ErrorReader() {}

    static Optional<CannedError> read(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar) {
            List<String> ofStatus = namesOf(scalar.value(), scope);
            if (!ofStatus.isEmpty()) {
                scope.complain(
                        node,
                        "an error is given by its name, was " + node.phrase() + ". With this status there "
                                + (ofStatus.size() == 1 ? "is " : "are ") + String.join(", ", ofStatus));
                return Optional.empty();
            }
            String name = Values.text(node, scope);
            return name == null ? Optional.empty() : named(name, node, scope);
        }
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("error", KEYS, node, scope, draft);
        if (scope.problems().count() > complaints) {
            return Optional.empty();
        }
        if (draft.message == null) {
            scope.complain(node, "an error needs a message");
            return Optional.empty();
        }
        ApiError error = new ApiError(draft.status, draft.type, draft.code, draft.param, draft.message);
        return Optional.of(new CannedError(error, null, Duration.ZERO));
    }

    private static List<String> namesOf(JsonNode status, Scope scope) {
        ErrorCatalogue known = scope.errors().catalogue();
        return known.names().stream()
                .filter(name -> status.isIntegralNumber()
                        && known.named(name)
                                .filter(named -> named.error().status() == status.intValue())
                                .isPresent())
                .toList();
    }

    private static Optional<CannedError> named(String name, SourceNode node, Scope scope) {
        ErrorCatalogue known = scope.errors().catalogue();
        Optional<NamedError> error = known.named(name);
        if (error.isEmpty()) {
            scope.complain(node, UnknownWord.sentence("error", name, known.names()));
        }
        return error.map(named -> new CannedError(named.name(), named.error(), null, Delay.NONE, Map.of()));
    }

    private static final class Draft {
        private int status = 400;
        private @Nullable String message;
        private String type = "invalid_request_error";
        private @Nullable String param;
        private @Nullable String code;

        void status(SourceNode value, Scope scope) {
            Integer read = Values.count(value, 0, scope);
            if (read != null && (read < 400 || read > 599)) {
                scope.complain(value, "the status of an error is 400 to 599, was " + read);
            } else if (read != null) {
                status = read;
            }
        }
    }
}
