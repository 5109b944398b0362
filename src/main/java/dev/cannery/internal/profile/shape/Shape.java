package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** What a profile says of one value: its type, and what a value of that type may be. Immutable, compiled once. */
public sealed interface Shape
        permits AnyShape, FlagShape, ListShape, MapShape, NumberShape, ObjectShape, TaggedShape, TextShape, UnionShape {

    /** Whether the value has the JSON type that is wanted, whatever else is wrong with it. */
    boolean admits(JsonNode value);

    /** The wanted type in the API's words, {@code an array of objects}. */
    String expected();

    /** Reports what is wrong with a value of the wanted type. */
    void checkAdmitted(JsonNode value, Inspection inspection);

    /** Reports a value of another type that stands at the inspection's place. */
    default void checkType(JsonNode value, Inspection inspection) {
        if (!admits(value)) {
            inspection.report(Refusals.wrongType(inspection.path(), expected(), value));
        }
    }

    /** Reports what is wrong with the value that stands at the inspection's place. */
    default void check(JsonNode value, Inspection inspection) {
        if (admits(value)) {
            checkAdmitted(value, inspection);
        } else {
            checkType(value, inspection);
        }
    }
}
