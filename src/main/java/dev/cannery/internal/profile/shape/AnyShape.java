package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** Any value at all. */
public record AnyShape() implements Shape {
    @Override
    public boolean admits(JsonNode value) {
        return true;
    }

    @Override
    public String expected() {
        return "any value";
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {}
}
