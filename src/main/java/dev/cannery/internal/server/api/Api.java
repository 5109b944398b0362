package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.api.ApiPath.Kind;

/** Answers requests to the API's paths other than chat completions. */
public final class Api {
    private static final String GET = "GET";

    private final ModelsApi models;
    private final StoredApi stored;

    /** Creates an API with these models and stored completions. */
    public Api(ModelsApi models, StoredCompletions stored) {
        this.models = models;
        this.stored = new StoredApi(stored);
    }

    /**
     * Returns the body of the response.
     *
     * @throws ApiRefusal if the provider refuses the request
     */
    public ObjectNode answer(ApiRequest request, Profile profile) throws ApiRefusal {
        ApiPath target = request.target();
        boolean deletesModel = target.kind() == Kind.MODEL && request.method().equals("DELETE");
        if (!deletesModel
                && target.kind() != Kind.COMPLETION
                && target.kind() != Kind.NONE
                && !request.method().equals(GET)) {
            throw new ApiRefusal(profile.refusalOfMethod(request.method(), request.path()));
        }
        return switch (target.kind()) {
            case MODELS -> models.list(profile);
            case MODEL -> deletesModel ? models.delete(target.named(), profile) : models.one(target.named(), profile);
            case COMPLETIONS -> stored.list(request.query());
            case COMPLETION -> completion(request, target.named(), profile);
            case MESSAGES -> stored.messages(target.named(), request.query());
            case CHAT, RESPONSES, NONE -> throw new ApiRefusal(profile.refusalOfPath(request.method(), request.path()));
        };
    }

    private ObjectNode completion(ApiRequest request, String id, Profile profile) throws ApiRefusal {
        return switch (request.method()) {
            case GET -> stored.one(id);
            case "POST" -> stored.update(id, request, profile);
            case "DELETE" -> stored.delete(id);
            default -> throw new ApiRefusal(profile.refusalOfMethod(request.method(), request.path()));
        };
    }
}
