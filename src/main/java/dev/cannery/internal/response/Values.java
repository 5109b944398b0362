package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values and circumstances of one object of a response; what it does not have comes from the object around it. */
final class Values implements Scene {
    private final @Nullable Scene outer;
    private final Map<Slot, Object> values = new EnumMap<>(Slot.class);
    private final Set<Condition> conditions = EnumSet.noneOf(Condition.class);

    /** Creates the values of an object in another one, which is null for the outermost. */
    Values(@Nullable Scene outer) {
        this.outer = outer;
    }

    /** Sets the value of a slot; null leaves it to the object around. */
    Values put(Slot slot, @Nullable Object value) {
        if (value != null) {
            values.put(slot, value);
        }
        return this;
    }

    /** Sets a condition that holds; otherwise it is left to the object around. */
    Values hold(Condition condition, boolean holds) {
        if (holds) {
            conditions.add(condition);
        }
        return this;
    }

    @Override
    public @Nullable Object value(Slot slot) {
        Object value = values.get(slot);
        return value == null && outer != null ? outer.value(slot) : value;
    }

    @Override
    public boolean holds(Condition condition) {
        return conditions.contains(condition) || outer != null && outer.holds(condition);
    }

    @Override
    public String nameOf(String member) {
        return outer == null ? member : outer.nameOf(member);
    }
}
