package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.HeaderReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.Map;
import java.util.Optional;

/** The headers of a response by name. */
final class HeadersForm extends Form<Map<String, String>> {
    HeadersForm() {
        super("map of headers");
    }

    @Override
    Optional<Map<String, String>> read(SourceValue value, Context context) {
        return HeaderReader.headers(value);
    }

    @Override
    JsonNode write(Map<String, String> headers) {
        ObjectNode tree = Json.object();
        headers.forEach(tree::put);
        return tree;
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.type("object").set("additionalProperties", Schemas.type("string"));
    }
}
