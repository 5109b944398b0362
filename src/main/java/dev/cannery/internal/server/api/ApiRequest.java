package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.RequestBody;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A request to a path of the API other than chat completions.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param target what the path refers to
 * @param query the decoded query parameters
 * @param body the body; empty if there is none
 */
public record ApiRequest(String method, String path, ApiPath target, Map<String, String> query, ByteBuffer body) {
    /** Whether there is a body that is more than white space. */
    public boolean hasBody() {
        for (int i = body.position(); i < body.limit(); i++) {
            if (body.get(i) < 0 || body.get(i) > ' ') {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the body.
     *
     * @throws ApiRefusal if it is not one JSON object in UTF-8
     */
    public ObjectNode json() throws ApiRefusal {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        try {
            return RequestBody.parse(bytes);
        } catch (MalformedRequestException e) {
            throw new ApiRefusal(e.toApiError());
        }
    }
}
