package dev.cannery.response;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the members of a tool call, the same in a whole answer and where a stream opens the call. */
final class ToolCallJson {
    private ToolCallJson() {}

    static void writeMembers(JsonGenerator out, String id, String name, String arguments) throws IOException {
        out.writeStringField("id", id);
        out.writeStringField("type", "function");
        out.writeObjectFieldStart("function");
        out.writeStringField("name", name);
        out.writeStringField("arguments", arguments);
        out.writeEndObject();
    }
}
