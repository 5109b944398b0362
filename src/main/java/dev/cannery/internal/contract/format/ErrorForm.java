package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An error: a name that the contract's provider knows, or a map. It covers the name and body, not how it is sent. */
public final class ErrorForm extends MapForm<CannedError> {
    public static final ErrorForm FORM = new ErrorForm();

    public final Key<Integer> status = withDefault(
            "status",
            Form.of(
                    "error status",
                    Schemas.type("integer").put("minimum", 400).put("maximum", 599),
                    ErrorForm::status,
                    IntNode::valueOf),
            400,
            "The HTTP status, 400 to 599.");
    public final Key<String> message = required("message", Form.NAME, "The message of the error.");
    public final Key<String> type = withDefault("type", Form.NAME, "invalid_request_error", "The type of the error.");
    public final Key<String> param = key("param", Form.NAME, "The request field that caused the error.");
    public final Key<String> code = key("code", Form.NAME, "The code of the error.");

    private ErrorForm() {
        super("error");
    }

    private static Optional<Integer> status(SourceValue value) {
        Optional<Integer> status = value.wholeNumber(0);
        if (status.isPresent() && (status.get() < 400 || status.get() > 599)) {
            value.problem("the status of an error must be from 400 to 599, was " + status.get());
            return Optional.empty();
        }
        return status;
    }

    @Override
    Optional<CannedError> read(SourceValue value, Context context) {
        if (!value.isScalar()) {
            return super.read(value, context);
        }
        ErrorCatalogue known = context.errors();
        List<String> ofStatus = known.names().stream()
                .filter(name -> value.toJson().isIntegralNumber()
                        && known.named(name)
                                .filter(named ->
                                        named.error().status() == value.toJson().intValue())
                                .isPresent())
                .toList();
        if (!ofStatus.isEmpty()) {
            value.problem("an error must be given by name, was " + value.phrase() + ". With this status there "
                    + (ofStatus.size() == 1 ? "is " : "are ") + String.join(", ", ofStatus));
            return Optional.empty();
        }
        return value.text().flatMap(name -> named(name, value, known));
    }

    private static Optional<CannedError> named(String name, SourceValue value, ErrorCatalogue known) {
        Optional<NamedError> error = known.named(name);
        if (error.isEmpty()) {
            value.problem(UnknownWord.sentence("error", name, known.names()));
        }
        return error.map(named -> new CannedError(named.name(), named.error(), null, Delay.NONE, Map.of()));
    }

    @Override
    CannedError make(Given given) {
        if (!given.hasAny(message)) {
            throw new IllegalArgumentException("an error needs a message");
        }
        ApiError error = new ApiError(
                given.get(status), given.get(type), given.find(code), given.find(param), given.get(message));
        return new CannedError(null, error, null, Delay.NONE, Map.of());
    }

    @Override
    void write(CannedError value, Tree tree) {
        ApiError error = value.error();
        tree.put(status, error.status())
                .put(message, error.message())
                .put(type, error.type())
                .put(param, error.param())
                .put(code, error.code());
    }

    @Override
    JsonNode write(CannedError error) {
        return error.name() == null ? writeMap(error) : TextNode.valueOf(error.name());
    }

    @Override
    JsonNode schema(Schemas schemas) {
        // a schema cannot express which names the contract's provider knows
        List<String> names = ProfileReader.builtIn().stream()
                .flatMap(name -> ProfileReader.read(name).style().errors().words().stream())
                .distinct()
                .sorted()
                .toList();
        return Schemas.anyOf(Schemas.oneOf(names), super.schema(schemas));
    }
}
