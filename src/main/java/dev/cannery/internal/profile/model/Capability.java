package dev.cannery.internal.profile.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.shape.Echo;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.profile.shape.Shape;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The treatment of a request's field by a group of models. */
public sealed interface Capability {

    /** Whether this applies only while the model reasons, that is, unless {@code reasoning_effort} is {@code none}. */
    boolean whileReasoning();

    /**
     * Reports the value at the inspection's place if the model refuses it.
     *
     * @return whether it was refused
     */
    boolean refuse(JsonNode value, Inspection inspection);

    /**
     * The field is refused whatever its value.
     *
     * @param instead the field to use instead, null when there is none
     * @param unless the one value that is accepted anyway, null when there is none
     * @param whole the complete refusal, null for the usual one
     */
    record Unsupported(
            boolean whileReasoning,
            @Nullable String instead,
            @Nullable JsonNode unless,
            @Nullable ApiError whole) implements Capability {
        @Override
        public boolean refuse(JsonNode value, Inspection inspection) {
            if (unless != null && same(value, unless)) {
                return false;
            }
            inspection.report(whole == null ? Refusals.unsupported(inspection.path(), instead) : whole);
            return true;
        }
    }

    /** Only the field's default is accepted; values of another type are checked by the field's shape. */
    record OnlyDefault(boolean whileReasoning, JsonNode value) implements Capability {
        @Override
        public boolean refuse(JsonNode sent, Inspection inspection) {
            if (sent.getNodeType() != value.getNodeType() || same(sent, value)) {
                return false;
            }
            String hint = "Only the default (" + Echo.python(value) + ") value is supported.";
            inspection.report(Refusals.unsupportedValue(inspection.path(), sent, hint));
            return true;
        }
    }

    /** Only these words are accepted. */
    record OnlyWords(boolean whileReasoning, List<String> words) implements Capability {
        /** Keeps its own copy of the list. */
        public OnlyWords {
            words = List.copyOf(words);
        }

        @Override
        public boolean refuse(JsonNode sent, Inspection inspection) {
            if (sent.isTextual() && words.contains(sent.textValue())) {
                return false;
            }
            String hint = "Supported values are: " + Echo.quoted(words, "and") + ".";
            inspection.report(Refusals.unsupportedValue(inspection.path(), sent, hint));
            return true;
        }
    }

    /**
     * These words are refused; others are checked by the field's shape.
     *
     * @param supported the words that a refusal suggests instead, empty when it suggests none
     * @param whole the complete refusal, null for the usual one
     */
    record NotWords(
            boolean whileReasoning,
            List<String> words,
            List<String> supported,
            @Nullable ApiError whole) implements Capability {
        /** Keeps its own copies of the lists. */
        public NotWords {
            words = List.copyOf(words);
            supported = List.copyOf(supported);
        }

        @Override
        public boolean refuse(JsonNode sent, Inspection inspection) {
            if (!sent.isTextual() || !words.contains(sent.textValue())) {
                return false;
            }
            if (whole != null) {
                inspection.report(whole);
                return true;
            }
            String hint = supported.isEmpty() ? "" : "Supported values are: " + Echo.quoted(supported, "and") + ".";
            inspection.report(Refusals.unsupportedValue(inspection.path(), sent, hint));
            return true;
        }
    }

    /** The number must not be greater; values of another type are checked by the field's shape. */
    record AtMost(boolean whileReasoning, int max) implements Capability {
        @Override
        public boolean refuse(JsonNode sent, Inspection inspection) {
            if (!Shape.Numeric.isIntegerAbove(sent, max)) {
                return false;
            }
            inspection.report(Refusals.outOfRange(inspection.path(), true, true, BigDecimal.valueOf(max), sent));
            return true;
        }
    }

    /** Reads a capability. */
    static Capability read(SourceValue value) {
        Fields fields = value.fields("a field's limits");
        boolean whileReasoning = fields.flag("while_reasoning", false);
        Optional<JsonNode> standard = fields.find("default").map(SourceValue::toJson);
        JsonNode unless = fields.find("unless").map(SourceValue::toJson).orElse(null);
        String instead = fields.text("instead");
        String sentence = fields.text("sentence");
        String param = fields.text("param");
        ApiError whole = sentence == null ? null : ApiError.invalidRequest(null, param, sentence);
        List<String> words = fields.names("values");
        List<String> refused = fields.names("refused");
        Optional<Integer> max = fields.find("max").flatMap(most -> most.wholeNumber(0));
        boolean unsupported = fields.flag("unsupported", false);
        fields.end();
        if (standard.isPresent()) {
            return new OnlyDefault(whileReasoning, standard.get());
        }
        if (!refused.isEmpty()) {
            return new NotWords(whileReasoning, refused, words, whole);
        }
        if (!words.isEmpty()) {
            return new OnlyWords(whileReasoning, words);
        }
        if (max.isPresent()) {
            return new AtMost(whileReasoning, max.get());
        }
        if (!unsupported) {
            value.problem("expected one of 'unsupported', 'default', 'values', 'refused' and 'max'");
        }
        return new Unsupported(whileReasoning, instead, unless, whole);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.doubleValue() == other.doubleValue();
        }
        return one.equals(other);
    }
}
