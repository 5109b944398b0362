package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import java.util.Set;

/** How a provider's answers look on the wire, beside what they say. */
public interface AnswerStyle {
    /** The body of an error. */
    JsonNode errorBody(ApiError error);

    /** How the body and headers of an error look at that status. */
    ErrorLayout errorForm(int status);

    /** The errors that the provider is known to send. */
    ErrorCatalogue errors();

    /** The headers of its answers. */
    AnswerHeaders headers();

    /** Returns the name of the model that answers when this one is asked for: the dated snapshot behind an alias, if known. */
    String snapshotOf(String model);

    /** Returns the fields of a request that the provider accepts and takes no notice of. */
    Set<String> ignoredFields();

    /** Returns the forms of its completions. */
    AnswerForm.Forms forms();

    /** Whether the model reasons before it responds if a request asks for it. */
    boolean reasons(String model);
}
