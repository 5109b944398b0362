package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.RequestPart;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The place of a value in a request.
 *
 * @param part the part of the request
 * @param steps the steps from its value to the one meant
 */
record Place(RequestPart part, List<Step> steps) {
    Place {
        steps = List.copyOf(steps);
    }

    Place then(Step step) {
        return new Place(part, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** Visits every value at this place, given the value of the part. */
    void visit(JsonNode value, Consumer<JsonNode> visitor) {
        visit(value, 0, visitor);
    }

    private void visit(JsonNode value, int taken, Consumer<JsonNode> visitor) {
        if (taken == steps.size()) {
            visitor.accept(value);
        } else {
            steps.get(taken).follow(value, next -> visit(next, taken + 1, visitor));
        }
    }

    /** One step from a value into it. */
    sealed interface Step {
        /** Visits what the step leads to: no, one or several values. */
        void follow(JsonNode value, Consumer<JsonNode> visitor);
    }

    /** The step to the member of an object. */
    record Member(String name) implements Step {
        @Override
        public void follow(JsonNode value, Consumer<JsonNode> visitor) {
            JsonNode member = value.get(name);
            if (member != null) {
                visitor.accept(member);
            }
        }
    }

    /** The step to an element of an array, counted from its end when negative. */
    record Element(int index) implements Step {
        @Override
        public void follow(JsonNode value, Consumer<JsonNode> visitor) {
            JsonNode element = value.get(index < 0 ? value.size() + index : index);
            if (element != null && value.isArray()) {
                visitor.accept(element);
            }
        }
    }

    /** The step to each element of an array. */
    record AnyElement() implements Step {
        @Override
        public void follow(JsonNode value, Consumer<JsonNode> visitor) {
            if (value.isArray()) {
                value.forEach(visitor);
            }
        }
    }
}
