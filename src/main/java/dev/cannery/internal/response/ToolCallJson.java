package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.internal.contract.CannedToolCall;
import java.io.IOException;

/** Writes the members of a tool call, both for whole completions and for the chunk that opens a call. */
final class ToolCallJson {
    private ToolCallJson() {}

    /** Writes the members of an element of {@code tool_calls}. */
    static void writeMembers(JsonGenerator out, CannedToolCall call) throws IOException {
        out.writeStringField("id", call.id());
        out.writeStringField("type", call.kind().wire());
        writeCalled(out, call.kind().wire(), call);
    }

    /** Writes a member of this name with the called tool and its arguments. */
    static void writeCalled(JsonGenerator out, String member, CannedToolCall call) throws IOException {
        out.writeObjectFieldStart(member);
        out.writeStringField("name", call.name());
        out.writeStringField(call.kind().argumentsName(), call.arguments());
        out.writeEndObject();
    }
}
