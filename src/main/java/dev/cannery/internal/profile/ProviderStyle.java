package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerHeaders.ContentTypes;
import dev.cannery.internal.chat.style.AnswerHeaders.Group;
import dev.cannery.internal.chat.style.AnswerHeaders.ResetForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.chat.style.IdForm;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.chat.style.OutputForms;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.HeaderReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format of a provider's responses, from its profile: errors, headers, and members added to a completion. */
record ProviderStyle(
        ErrorShape shape,
        ErrorCatalogue errors,
        AnswerHeaders headers,
        AnswerForm.Forms forms,
        OutputForms outputs,
        Set<String> ignoredFields,
        UnaryOperator<String> snapshots,
        Predicate<String> reasoning)
        implements AnswerStyle {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w*}");

    /** The headers of a profile that declares none: the request id, which every client logs. */
    private static final Group REQUEST_ID = Group.of(Map.of("x-request-id", "{req}"));

    static ProviderStyle read(Fields profile, Overlay overlay, LocalDate day) {
        return new ProviderStyle(
                ErrorShape.read(profile),
                readErrors(profile, overlay),
                readHeaders(profile),
                FormReader.read(profile.placeOf("answers").fields("answers"), day),
                profile.find("output")
                        .map(value -> OutputReader.read(value, day))
                        .orElse(OutputForms.NONE),
                Set.copyOf(profile.names("ignored_fields")),
                model -> model,
                model -> false);
    }

    private static ErrorCatalogue readErrors(Fields profile, Overlay overlay) {
        List<NamedError> errors = new ArrayList<>();
        profile.find("errors")
                .map(all -> all.fields("errors").all())
                .orElse(Map.of())
                .forEach((name, value) -> errors.add(error(name, value.fields("an error"), overlay)));
        ErrorCatalogue catalogue = new ErrorCatalogue(
                errors, profile.text("stream_error", "server_error"), profile.text("wrong_call_error", ""));
        for (String key : List.of("stream_error", "wrong_call_error")) {
            profile.find(key)
                    .filter(name -> catalogue.named(name.asText().orElse("")).isEmpty())
                    .ifPresent(name -> name.problem(UnknownWord.sentence(
                            "error of this profile", name.asText().orElse(""), catalogue.names())));
        }
        return catalogue;
    }

    private static NamedError error(String name, Fields fields, Overlay overlay) {
        ApiError error = new ApiError(
                ProviderRefusals.status(fields),
                fields.text("type", "invalid_request_error"),
                code(name, fields, overlay),
                fields.text("param"),
                fields.text("message", name));
        NamedError named = new NamedError(
                name, error, object(fields, "more"), headers(fields, "headers"), ErrorShape.sentStatus(fields));
        fields.end();
        return named;
    }

    /** Returns the code: the error's name unless the profile sets another one or null. */
    private static @Nullable String code(String name, Fields fields, Overlay overlay) {
        boolean isNull = overlay.removed(fields.map().path() + ".code")
                || fields.find("code").filter(SourceValue::isNull).isPresent();
        return isNull ? null : fields.text("code", name);
    }

    private static AnswerHeaders readHeaders(Fields profile) {
        Fields headers =
                profile.find("headers").map(value -> value.fields("headers")).orElse(null);
        if (headers == null) {
            return new AnswerHeaders(ContentTypes.USUAL, REQUEST_ID, Group.NONE, null, ResetForm.DURATION);
        }
        AnswerHeaders read = new AnswerHeaders(
                headers.find("types")
                        .map(value -> contentTypes(value.fields("types")))
                        .orElse(ContentTypes.USUAL),
                group(headers, "always"),
                group(headers, "account"),
                headers.find("processing").flatMap(HeaderReader::name).orElse(null),
                headers.flag("resets_in_millis", false) ? ResetForm.MILLIS : ResetForm.DURATION);
        headers.end();
        return read;
    }

    private static ContentTypes contentTypes(Fields types) {
        ContentTypes read = new ContentTypes(
                contentType(types, "whole", ContentTypes.USUAL.whole()),
                contentType(types, "stream", ContentTypes.USUAL.stream()));
        types.end();
        return read;
    }

    private static String contentType(Fields types, String key, String otherwise) {
        return types.find(key).flatMap(HeaderReader::contentType).orElse(otherwise);
    }

    /** Reads a group of headers, in which braces stand for an id and for nothing else. */
    private static Group group(Fields parent, String key) {
        Map<String, String> headers = headers(parent, key);
        headers.forEach((name, value) -> {
            if (PLACEHOLDER.matcher(value).matches() && IdForm.of(value).isEmpty()) {
                parent.placeOf(key)
                        .fields(key)
                        .placeOf(name)
                        .problem("unknown placeholder " + value + " in a header. Expected {req} or {uuid}");
            }
        });
        return Group.of(headers);
    }

    private static Map<String, String> headers(Fields parent, String key) {
        return parent.find(key).flatMap(HeaderReader::headers).orElse(Map.of());
    }

    private static ObjectNode object(Fields parent, String key) {
        Optional<SourceValue> written = parent.find(key);
        written.ifPresent(value -> value.fields(key).all());
        return written.map(SourceValue::toJson)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(Json::object);
    }

    @Override
    public JsonNode errorBody(ApiError error) {
        return shape.body(error);
    }

    @Override
    public String snapshotOf(String model) {
        return snapshots.apply(model);
    }

    @Override
    public boolean reasons(String model) {
        return reasoning.test(model);
    }

    /** Returns the same style with another mapping from model names to snapshots, and another condition for models that reason. */
    ProviderStyle knowing(UnaryOperator<String> names, Predicate<String> reasons) {
        return new ProviderStyle(shape, errors, headers, forms, outputs, ignoredFields, names, reasons);
    }

    /** Returns the same style with the errors and the headers of another one. */
    ProviderStyle withErrorsOf(ProviderStyle other) {
        return new ProviderStyle(
                other.shape, other.errors, other.headers, forms, outputs, ignoredFields, snapshots, reasoning);
    }

    /** Returns the style of another day. */
    ProviderStyle asOf(LocalDate day) {
        return new ProviderStyle(
                shape, errors, headers, forms.asOf(day), outputs.asOf(day), ignoredFields, snapshots, reasoning);
    }

    @Override
    public ErrorLayout errorForm(int status) {
        return shape.form(status);
    }
}
