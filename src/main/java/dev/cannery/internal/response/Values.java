package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values and circumstances of one object of a response; what it does not have comes from the object around it.
 *
 * <p>Each chunk of a stream has values of its own, few at a time: sets of bits and a short array take half of the time that an
 * {@code EnumMap} and an {@code EnumSet} take.
 */
final class Values implements Scene {
    private final @Nullable Scene outer;
    private Object[] values = new Object[8];
    private byte[] slots = new byte[8];
    private int size;
    private long filled;
    private long conditions;

    /** Creates the values of an object in another one, which is null for the outermost. */
    Values(@Nullable Scene outer) {
        this.outer = outer;
    }

    /** Sets the value of a slot; null leaves it to the object around. */
    Values put(Slot slot, @Nullable Object value) {
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
        slots[at] = (byte) slot.ordinal();
        values[at] = value;
        filled |= 1L << slot.ordinal();
        return this;
    }

    /** Sets a condition that holds; otherwise it is left to the object around. */
    Values hold(Condition condition, boolean holds) {
        if (holds) {
            conditions |= 1L << condition.ordinal();
        }
        return this;
    }

    @Override
    public @Nullable Object value(Slot slot) {
        int at = indexOf(slot);
        return at >= 0 ? values[at] : outer == null ? null : outer.value(slot);
    }

    private int indexOf(Slot slot) {
        if ((filled & 1L << slot.ordinal()) == 0) {
            return -1;
        }
        int at = 0;
        while (slots[at] != slot.ordinal()) {
            at++;
        }
        return at;
    }

    @Override
    public boolean holds(Condition condition) {
        return (conditions & 1L << condition.ordinal()) != 0 || outer != null && outer.holds(condition);
    }

    @Override
    public String nameOf(String member) {
        return outer == null ? member : outer.nameOf(member);
    }
}
