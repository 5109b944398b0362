package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;

/** Whether a response repeats the value of a field that its request has. */
public final class EchoedValue {
    private EchoedValue() {}

    /**
     * Whether a response proves that the value was read: it repeats the value, perhaps completed by defaults, and the response to a
     * request without the field does not.
     *
     * @param sent the value; a missing node if the request does not have the field
     * @param returned the same member of the response
     * @param usual the same member of the response to a request without the field
     */
    public static boolean proves(JsonNode sent, JsonNode returned, JsonNode usual) {
        return !sent.isMissingNode() && isWithin(sent, returned) && !isWithin(sent, usual);
    }

    private static boolean isWithin(JsonNode part, JsonNode whole) {
        if (part.isObject() && whole.isObject()) {
            return part.properties().stream()
                    .allMatch(member -> isWithin(member.getValue(), whole.path(member.getKey())));
        }
        if (part.isArray() && whole.isArray()) {
            return part.size() == whole.size()
                    && IntStream.range(0, part.size()).allMatch(i -> isWithin(part.get(i), whole.get(i)));
        }
        return (part.isNumber() && whole.isNumber())
                ? part.decimalValue().compareTo(whole.decimalValue()) == 0
                : part.equals(whole);
    }
}
