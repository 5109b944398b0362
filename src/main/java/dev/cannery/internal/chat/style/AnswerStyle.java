package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import java.util.Set;

/** The format of a provider's responses. */
public interface AnswerStyle {
    /** Returns the body of an error. */
    JsonNode errorBody(ApiError error);

    /** Returns the body of an error that a contract can name, whose message may be filled in, with the members that it has more. */
    default JsonNode errorBody(NamedError named, ApiError filled) {
        JsonNode body = errorBody(filled);
        JsonNode first = body.isArray() ? body.path(0) : body;
        JsonNode inner = first.get("error") instanceof ObjectNode object ? object : first;
        if (inner instanceof ObjectNode members) {
            members.setAll(named.more());
        }
        return body;
    }

    /** Returns the layout of errors with that status. */
    ErrorLayout errorForm(int status);

    /** Returns the errors that the provider is known to send. */
    ErrorCatalogue errors();

    /** Returns the headers of its responses. */
    AnswerHeaders headers();

    /** Returns the model that answers requests for this one: the dated snapshot of an alias, if it is known. */
    String snapshotOf(String model);

    /** Returns the fields of a request that the provider accepts and ignores. */
    Set<String> ignoredFields();

    /** Returns the forms of its completions. */
    AnswerForm.Forms forms();

    /** Returns the forms of its Responses. */
    OutputForms outputs();

    /** Whether the model reasons before it responds if a request asks for it. */
    boolean reasons(String model);
}
