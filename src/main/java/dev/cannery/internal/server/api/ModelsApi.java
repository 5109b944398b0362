package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The models of a provider. If it accepts any name, these are the models that contracts name. */
public final class ModelsApi {
    /** 2025-01-01T00:00:00Z, the same as for completions. */
    private static final long CREATED = 1_735_689_600;

    private final Set<String> named;

    /** Creates the models from the exact model names in the rules of these contracts. */
    public ModelsApi(List<LoadedContract> contracts) {
        this.named = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .flatMap(interaction -> interaction.turns().stream())
                .flatMap(turn -> turn.request().rules().stream())
                .filter(ModelsApi::namesModel)
                .map(rule -> rule.constraint().example().asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean namesModel(FieldRule rule) {
        return rule.part() instanceof RequestPart.BodyField
                && rule.part().field().equals("model")
                && rule.constraint() instanceof Literal literal
                && literal.value().isTextual();
    }

    ObjectNode list(Profile profile) {
        return profile.modelList().of(known(profile).values());
    }

    ObjectNode one(String id, Profile profile) throws ApiRefusal {
        ModelInfo model = takesAny(profile) ? new ModelInfo(id, CREATED, "any") : null;
        model = known(profile).getOrDefault(id, model);
        if (model == null) {
            throw new ApiRefusal(new ApiError(
                    404, "invalid_request_error", "model_not_found", "model", "The model '" + id + "' does not exist"));
        }
        return profile.modelList().of(model);
    }

    /**
     * Deletes a model. A provider that accepts any name accepts every fine-tuned model, too. Other providers have only
     * models that cannot be deleted; the API's response to that was not recorded.
     */
    ObjectNode delete(String id, Profile profile) throws ApiRefusal {
        one(id, profile);
        if (!takesAny(profile)) {
            throw new ApiRefusal(new ApiError(
                    403, "invalid_request_error", null, "model", "The model '" + id + "' cannot be deleted"));
        }
        return Json.object().put("id", id).put("object", "model").put("deleted", true);
    }

    /** Whether a provider lists no models, so that a request may name any. */
    private static boolean takesAny(Profile profile) {
        return profile.models().isEmpty();
    }

    private Map<String, ModelInfo> known(Profile profile) {
        Map<String, ModelInfo> known = new LinkedHashMap<>();
        Profile listed = takesAny(profile) && named.isEmpty() ? ProfileReader.read(Profile.DEFAULT) : profile;
        listed.models().forEach(model -> known.put(model.id(), model));
        named.stream()
                .sorted()
                .filter(name -> isAccepted(name, profile))
                .forEach(name -> known.putIfAbsent(name, new ModelInfo(name, CREATED, "contract")));
        return known;
    }

    /** Whether the provider accepts requests that name the model. */
    private static boolean isAccepted(String name, Profile profile) {
        ObjectNode body = Json.object().put("model", name);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return profile.refusalOf(ChatRequest.of(body))
                .filter(refusal -> refusal.status() == 404)
                .isEmpty();
    }
}
