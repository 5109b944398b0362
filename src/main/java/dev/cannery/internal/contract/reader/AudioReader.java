package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.source.SourceNode;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a spoken answer. */
final class AudioReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>("id", ValueForm.NAME, (draft, value, scope) -> draft.id = Values.nonEmptyText(value, scope)),
            new Key<>("data", ValueForm.NAME, (draft, value, scope) -> draft.data = base64(value, scope)),
            new Key<>(
                    "expires_at",
                    ValueForm.WHOLE_NUMBER,
                    (draft, value, scope) -> draft.expiresAt = Values.time(value, scope)),
            new Key<>(
                    "transcript",
                    ValueForm.TEXT,
                    (draft, value, scope) ->
                            Values.give(Values.text(value, scope), transcript -> draft.transcript = transcript)));

    private AudioReader() {}

    static CannedMessage.@Nullable Audio read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("audio", KEYS, node, scope, draft);
        if (draft.data == null) {
            if (scope.problems().count() == complaints) {
                scope.complain(node, "audio needs data");
            }
            return null;
        }
        return new CannedMessage.Audio(draft.id, draft.data, draft.expiresAt, draft.transcript);
    }

    private static @Nullable String base64(SourceNode node, Scope scope) {
        String text = Values.text(node, scope);
        if (text == null) {
            return null;
        }
        try {
            Base64.getDecoder().decode(text);
            return text;
        } catch (IllegalArgumentException e) {
            scope.complain(node, "a text in base64 is expected, was " + node.phrase());
            return null;
        }
    }

    static final class Draft {
        private @Nullable String id;
        private @Nullable String data;
        private @Nullable Long expiresAt;
        private String transcript = "";
    }
}
