package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The values and conditions at one place of one response, with which a {@link Template} is filled in. */
public interface Scene {
    /** Returns the value of a slot: a text, a number, a boolean, a JSON tree, or JSON that writes itself; null for none. */
    @Nullable
    Object value(Slot slot);

    /** Whether a condition holds. */
    boolean holds(Condition condition);

    /** Returns what a Response repeats of the request under this name; null if it does not have it. */
    default @Nullable JsonNode echo(String field) {
        return null;
    }

    /** Returns the name of a member, which differs in calls of custom tools. */
    default String nameOf(String member) {
        return member;
    }

    /** Returns this scene with another value of one slot. */
    default Scene with(Slot slot, @Nullable Object value) {
        Scene outer = this;
        return new Scene() {
            @Override
            public @Nullable Object value(Slot asked) {
                return asked == slot ? value : outer.value(asked);
            }

            @Override
            public boolean holds(Condition condition) {
                return outer.holds(condition);
            }

            @Override
            public String nameOf(String member) {
                return outer.nameOf(member);
            }
        };
    }

    /** Returns this scene with another value of a condition. */
    default Scene with(Condition condition, boolean holds) {
        Scene outer = this;
        return new Scene() {
            @Override
            public @Nullable Object value(Slot slot) {
                return outer.value(slot);
            }

            @Override
            public boolean holds(Condition asked) {
                return asked == condition ? holds : outer.holds(asked);
            }

            @Override
            public String nameOf(String member) {
                return outer.nameOf(member);
            }
        };
    }
}
