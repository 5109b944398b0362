package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.wire.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The value is an object whose members satisfy these constraints; other members are not checked.
 *
 * @param members the constraints by member name, in the contract's order
 */
public record Members(Map<String, Constraint> members) implements Constraint {
    public Members {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isObject(), at, this, value)) {
            return;
        }
        members.forEach((name, constraint) -> constraint.check(value.path(name), at.member(name), findings));
    }

    @Override
    public List<Constraint> parts() {
        return List.copyOf(members.values());
    }

    @Override
    public String describe() {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue().describe())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.object();
        members.forEach((name, constraint) -> {
            JsonNode value = constraint.example();
            if (!value.isMissingNode()) {
                example.set(name, value);
            }
        });
        return example;
    }
}
