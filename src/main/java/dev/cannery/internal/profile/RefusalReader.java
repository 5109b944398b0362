package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.profile.rule.FieldRefusal;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the fields that a provider refuses, the part {@code refuses} of a profile. */
final class RefusalReader {
    private static final Pattern FIELD = Pattern.compile("(?:[^.\\[\\]]+(?:\\[])*(?:\\.(?!$)|$))*");

    private RefusalReader() {}

    static List<FieldRefusal> read(Fields profile, ErrorCatalogue errors) {
        return profile.items("refuses").stream()
                .flatMap(value -> refusal(value, errors).stream())
                .toList();
    }

    private static Optional<FieldRefusal> refusal(SourceValue value, ErrorCatalogue errors) {
        Fields fields = value.fields("a refused field");
        String field = fields.text("field", "");
        String name = fields.text("error", "");
        Optional<ApiError> error = errors.named(name).map(NamedError::error);
        if (fields.lacks("field")) {
            value.problem("a refused field must have 'field', such as logprobs or messages[].name");
        }
        if (!FIELD.matcher(field).matches()) {
            fields.placeOf("field")
                    .problem("a refused field is named as in logprobs or messages[].name, was '" + field + "'");
        }
        if (error.isEmpty()) {
            fields.placeOf("error").problem(UnknownWord.sentence("error of this profile", name, errors.names()));
        }
        Optional<FieldRefusal> refusal = error.map(answer -> new FieldRefusal(
                List.of(field.replace("[]", ".[]").split("\\.")),
                fields.find("is").flatMap(SourceValue::pattern).orElse(null),
                fields.find("unless").flatMap(SourceValue::pattern).orElse(null),
                fields.text("with", ""),
                fields.text("without", ""),
                fields.find("models").flatMap(SourceValue::pattern).orElse(null),
                answer));
        if (refusal.isPresent()) {
            fields.end();
        }
        return refusal;
    }
}
