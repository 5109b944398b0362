package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.OutputForm.Event;
import org.jspecify.annotations.Nullable;

/** What a stream reports of an item of a built-in tool between its beginning and its end. */
sealed interface ToolGrowth {
    /** Returns the index of the command that it belongs to; 0 for tools without commands. */
    default int index() {
        return 0;
    }

    /**
     * A step of the tool.
     *
     * @param type the type of its event
     */
    record Step(String type) implements ToolGrowth {}

    /**
     * A text that the model writes for the tool, in fragments.
     *
     * @param added the event with which it begins, null for none
     * @param delta the event of a fragment
     * @param done the event with which it ends
     */
    record Text(@Nullable Event added, Event delta, Event done, String text, int index) implements ToolGrowth {}

    /**
     * What a command printed.
     *
     * @param delta the texts
     * @param whole the list with the complete output
     */
    record Printed(ObjectNode delta, ArrayNode whole, int index) implements ToolGrowth {}
}
