package dev.cannery.internal.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a request or an answer, written as the API writes it: {@code messages[0].role}.
 *
 * <p>A path is a linked list from the leaf to the root, so that a check that descends allocates one small object a step.
 */
public final class FieldPath {
    private final @Nullable FieldPath parent;
    private final String step;

    private FieldPath(@Nullable FieldPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** The path of a top-level field. */
    public static FieldPath of(String name) {
        return new FieldPath(null, name);
    }

    /** The path of the member {@code name} of the object that stands here. */
    public FieldPath member(String name) {
        return new FieldPath(this, "." + name);
    }

    /** The path of the element at {@code index}, from 0, of the array that stands here. */
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
