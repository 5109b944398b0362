package dev.cannery.internal.profile.shape;

import dev.cannery.internal.chat.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A review in progress: the current place in the request, and the problems found so far.
 *
 * <p>The place is a stack of names and indices that is turned into text only when a problem is found, so that a valid
 * request costs no allocation per field.
 */
public final class Inspection {
    private final boolean stopsAtFirst;
    private final List<ApiError> errors = new ArrayList<>(1);
    private @Nullable String[] names = new @Nullable String[12];
    private int[] indices = new int[12];
    private int depth;
    private @Nullable UnaryOperator<ApiError> words;

    /** Creates an inspection; one that stops at the first error {@link #isOver} as soon as it has one. */
    public Inspection(boolean stopsAtFirst) {
        this.stopsAtFirst = stopsAtFirst;
    }

    /** Steps down to a member of the object at the current place. */
    public void enter(String member) {
        grow();
        names[depth++] = member;
    }

    /** Steps down to an element of the array at the current place. */
    public void enter(int index) {
        grow();
        names[depth] = null;
        indices[depth++] = index;
    }

    /** Steps back up. */
    public void leave() {
        depth--;
    }

    /** Returns the current place as the API writes it, such as {@code messages[0].role}. */
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

    /** Returns the place of a member of the current value. */
    public String path(String member) {
        return depth == 0 ? member : path() + "." + member;
    }

    /** Adds an error, unless the inspection is over. */
    public void report(ApiError error) {
        if (!isOver()) {
            errors.add(words == null ? error : words.apply(error));
        }
    }

    /** Runs checks whose errors are reported in other words. */
    public void inWords(UnaryOperator<ApiError> change, Runnable checks) {
        words = change;
        checks.run();
        words = null;
    }

    /** Whether nothing more needs to be checked. */
    public boolean isOver() {
        return stopsAtFirst && !errors.isEmpty();
    }

    /** Returns the errors in the order in which they were reported. */
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
