package dev.cannery.contract.reader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text of a recorded answer, whole or in the pieces of a stream. */
final class StubText {
    private final List<String> pieces = new ArrayList<>();
    private boolean isThere;

    void grow(String piece) {
        isThere = true;
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    List<String> pieces() {
        return Collections.unmodifiableList(pieces);
    }

    /** The text, which may be empty; null when there was none. */
    @Nullable
    String text() {
        return isThere ? String.join("", pieces) : null;
    }
}
