package dev.cannery.internal.response;

import dev.cannery.internal.chat.CallSignature;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.contract.CannedToolCall;
import org.jspecify.annotations.Nullable;

/**
 * The values of one tool call.
 *
 * @param outer the values of the enclosing object
 * @param call the call; in a stream, one with a fragment of the arguments
 * @param index its index among the calls
 */
record CallScene(Scene outer, CannedToolCall call, int index) implements Scene {
    @Override
    public @Nullable Object value(Slot slot) {
        return switch (slot) {
            case INDEX -> index;
            case CALL_ID -> call.id();
            case TYPE -> call.kind().wire();
            case NAME -> call.name();
            case ARGUMENTS -> call.arguments();
            case SIGNATURE ->
                index == 0 ? CallSignature.of(call.id(), call.name()).text() : null;
            default -> outer.value(slot);
        };
    }

    @Override
    public boolean holds(Condition condition) {
        return outer.holds(condition);
    }

    /** A call of a custom tool has different member names for its input. */
    @Override
    public String nameOf(String member) {
        if (call.kind() == CannedToolCall.Kind.FUNCTION) {
            return outer.nameOf(member);
        }
        return switch (member) {
            case "function" -> call.kind().wire();
            case "arguments" -> call.kind().argumentsName();
            default -> outer.nameOf(member);
        };
    }
}
