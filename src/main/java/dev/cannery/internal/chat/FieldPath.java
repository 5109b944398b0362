package dev.cannery.internal.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of a value in a request or a response, written as the API writes it: {@code messages[0].role}.
 *
 * <p>A path is a linked list from the leaf to the root, so that a descending check allocates one small object per step.
 */
public final class FieldPath {
    private final @Nullable FieldPath parent;
    private final String step;

    private FieldPath(@Nullable FieldPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** Returns the path of a top-level field. */
    public static FieldPath of(String name) {
        return new FieldPath(null, name);
    }

    /** Returns the path of a member of the object at this path. */
    public FieldPath member(String name) {
        return new FieldPath(this, "." + name);
    }

    /** Returns the path of the element at {@code index}, from 0, of the array at this path. */
    public FieldPath element(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath path && step.equals(path.step) && Objects.equals(parent, path.parent);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(parent) + step.hashCode();
    }

    @Override
    public String toString() {
        return parent == null ? step : parent + step;
    }
}
