package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a choice that one chunk of a stream carries.
 *
 * @param template the {@code delta} object
 * @param scene its values
 * @param logprobs the probabilities of the tokens of this fragment, null for none
 * @param finishReason why the choice ends here, null if it continues
 * @param kind what it is
 */
record Delta(
        Template template,
        Scene scene,
        @Nullable ObjectNode logprobs,
        @Nullable String finishReason,
        Kind kind) {
    /** The kind of a delta. */
    enum Kind {
        /** A fragment of a text. */
        TEXT,
        /** Anything else that does not end the choice. */
        OTHER,
        /** The end of the choice. */
        FINISH,
        /** The repeated end of the choice. */
        AGAIN
    }

    /** Writes the element of a chunk's choices that has this delta. */
    void writeTo(JsonGenerator out, int index, Template choice) throws IOException {
        choice.write(
                out,
                new Values(scene)
                        .hold(Condition.TEXT, kind == Kind.TEXT)
                        .hold(Condition.SILENT, kind != Kind.TEXT)
                        .hold(Condition.FINISH, kind == Kind.FINISH)
                        .hold(Condition.AGAIN, kind == Kind.AGAIN)
                        .put(Slot.INDEX, index)
                        .put(Slot.LOGPROBS, logprobs)
                        .put(Slot.FINISH_REASON, finishReason)
                        .put(Slot.DELTA, (Json.Writing) json -> template.write(json, scene)));
    }
}
