package dev.cannery.internal.profile.shape;

import dev.cannery.internal.chat.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review in progress: the place in the request that is being checked, and what was found so far.
 *
 * <p>The place is a stack of names and indices that becomes text only when something is found, so that a valid request
 * costs no allocation for each of its fields.
 */
public final class Inspection {
    private final boolean stopsAtFirst;
    private final List<ApiError> errors = new ArrayList<>(1);
    private @Nullable String[] names = new @Nullable String[12];
    private int[] indices = new int[12];
    private int depth;

    /** Creates an inspection; one that stops at the first error is {@link #isOver} as soon as it has one. */
    public Inspection(boolean stopsAtFirst) {
        this.stopsAtFirst = stopsAtFirst;
    }

    /** Steps down to a member of the object that stands here. */
    public void enter(String member) {
        grow();
        names[depth++] = member;
    }

    /** Steps down to an element of the array that stands here. */
    public void enter(int index) {
        grow();
        names[depth] = null;
        indices[depth++] = index;
    }

    /** Steps back up. */
    public void leave() {
        depth--;
    }

    /** Returns the place as the API writes it, {@code messages[0].role}. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indices[i]).append(']');
            } else {
                path.append(i == 0 ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    /** Returns the place of a member of this value. */
    public String path(String member) {
        return depth == 0 ? member : path() + "." + member;
    }

    /** Adds an error, unless the first one was enough. */
    public void report(ApiError error) {
        if (!isOver()) {
            errors.add(error);
        }
    }

    /** Whether nothing more needs to be checked. */
    public boolean isOver() {
        return stopsAtFirst && !errors.isEmpty();
    }

    /** Returns what was found, in the order of the reports. */
    public List<ApiError> errors() {
        return List.copyOf(errors);
    }

    private void grow() {
        if (depth == indices.length) {
            names = Arrays.copyOf(names, depth * 2);
            indices = Arrays.copyOf(indices, depth * 2);
        }
    }
}
