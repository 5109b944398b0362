package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * Formats one JSON value over several lines that end in LF. Before version 2.17 Jackson's own printer cannot avoid {@code [ ]}
 * and {@code "a" : 1}.
 */
final class Indentation implements PrettyPrinter {
    private final String step;
    private int depth;

    Indentation(String step) {
        this.step = step;
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator out) {
        // there is only one value
    }

    @Override
    public void writeStartObject(JsonGenerator out) throws IOException {
        begin('{', out);
    }

    @Override
    public void beforeObjectEntries(JsonGenerator out) throws IOException {
        newLine(out);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        newLine(out);
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) throws IOException {
        end('}', entries, out);
    }

    @Override
    public void writeStartArray(JsonGenerator out) throws IOException {
        begin('[', out);
    }

    @Override
    public void beforeArrayValues(JsonGenerator out) throws IOException {
        newLine(out);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
        out.writeRaw(',');
        newLine(out);
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) throws IOException {
        end(']', values, out);
    }

    private void begin(char bracket, JsonGenerator out) throws IOException {
        out.writeRaw(bracket);
        depth++;
    }

    private void end(char bracket, int size, JsonGenerator out) throws IOException {
        depth--;
        if (size > 0) {
            newLine(out);
        }
        out.writeRaw(bracket);
    }

    private void newLine(JsonGenerator out) throws IOException {
        out.writeRaw('\n');
        for (int i = 0; i < depth; i++) {
            out.writeRaw(step);
        }
    }
}
