package dev.cannery.contract.reader;

import dev.cannery.chat.FieldShape;
import dev.cannery.chat.JsonKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The words for a field's shape in a complaint. */
final class Shapes {
    private Shapes() {}

    /** The kinds with their articles: {@code a string or an array}. */
    static String phrase(FieldShape shape) {
        List<JsonKind> kinds = Arrays.stream(JsonKind.values())
                .filter(kind -> shape.kinds().contains(kind))
                .toList();
        return kinds.stream().map(JsonKind::phrase).collect(Collectors.joining(" or "));
    }
}
