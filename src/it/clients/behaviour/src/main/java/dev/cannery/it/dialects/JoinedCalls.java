package dev.cannery.it.dialects;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the pieces of streamed calls for clients that leave this to the application.
 *
 * <p>It takes every form that a dialect gives them, so that a break is the client's own: pieces without an index, all with
 * one index, continuations with an empty id or name.
 */
public final class JoinedCalls {
    private final List<Piece> pieces = new ArrayList<>();

    /** Adds a piece: one with a new index, or without an index and with an id or a name, begins a call. */
    public void add(Integer index, String id, String name, String arguments) {
        boolean hasId = id != null && !id.isEmpty();
        boolean begins = hasId || name != null && !name.isEmpty();
        Piece piece = pieces.stream()
                .filter(each -> index != null && index.equals(each.index) && (!hasId || id.equals(each.id)))
                .findFirst()
                .orElseGet(() -> index == null && !begins && !pieces.isEmpty()
                        ? pieces.get(pieces.size() - 1)
                        : begin(index, id));
        piece.name = piece.name == null || piece.name.isEmpty() ? name : piece.name;
        piece.arguments.append(arguments == null ? "" : arguments);
    }

    private Piece begin(Integer index, String id) {
        Piece piece = new Piece(index, id);
        pieces.add(piece);
        return piece;
    }

    public List<DialectClient.Call> calls() {
        return pieces.stream()
                .map(piece -> new DialectClient.Call(piece.id, piece.name, piece.arguments.toString()))
                .toList();
    }

    private static final class Piece {
        private final Integer index;
        private final String id;
        private final StringBuilder arguments = new StringBuilder();
        private String name;

        Piece(Integer index, String id) {
            this.index = index;
            this.id = id;
        }
    }
}
