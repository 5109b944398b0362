package dev.cannery.internal.chat.style;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values and conditions of one object of a response; values that it lacks come from the enclosing object.
 *
 * <p>Each chunk of a stream has a few values of its own. Short arrays take half the time of an {@code EnumMap}.
 */
public final class Values implements Scene {
    private final @Nullable Scene outer;
    private Object[] values = new Object[8];
    private Slot[] slots = new Slot[8];
    private int size;
    private @Nullable Set<Condition> conditions;

    /** Creates the values of an object in an enclosing one, which is null for the outermost. */
    public Values(@Nullable Scene outer) {
        this.outer = outer;
    }

    /** Sets the value of a slot; null leaves it to the enclosing object. */
    public Values put(Slot slot, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        int at = indexOf(slot);
        if (at < 0) {
            at = size++;
            if (at == values.length) {
                values = Arrays.copyOf(values, 2 * size);
                slots = Arrays.copyOf(slots, 2 * size);
            }
        }
        slots[at] = slot;
        values[at] = value;
        return this;
    }

    /** Sets a condition that holds; any other is left to the enclosing object. */
    public Values hold(Condition condition, boolean holds) {
        Set<Condition> known = conditions;
        if (holds && known == null) {
            conditions = EnumSet.of(condition);
        } else if (holds && known != null) {
            known.add(condition);
        }
        return this;
    }

    @Override
    public @Nullable Object value(Slot slot) {
        int at = indexOf(slot);
        return at >= 0 ? values[at] : outer == null ? null : outer.value(slot);
    }

    private int indexOf(Slot slot) {
        for (int i = 0; i < size; i++) {
            if (slots[i] == slot) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean holds(Condition condition) {
        if (conditions != null && conditions.contains(condition)) {
            return true;
        }
        return outer != null && outer.holds(condition);
    }

    @Override
    public String nameOf(String member) {
        return outer == null ? member : outer.nameOf(member);
    }
}
