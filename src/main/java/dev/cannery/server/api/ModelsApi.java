package dev.cannery.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import dev.cannery.contract.Contract;
import dev.cannery.contract.FieldRule;
import dev.cannery.contract.RequestPart;
import dev.cannery.contract.rule.Literal;
import dev.cannery.profile.Profile;
import dev.cannery.profile.model.ModelInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The models of a provider, and those that contracts name where the provider takes any name. */
public final class ModelsApi {
    /** 2025-01-01T00:00:00Z, as for completions. */
    private static final long CREATED = 1_735_689_600;

    private final Set<String> named;

    /** The models of these contracts' rules, those that are written out. */
    public ModelsApi(List<Contract> contracts) {
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
        ObjectNode list = Json.object().put("object", "list");
        var data = list.putArray("data");
        known(profile).values().forEach(model -> data.add(toJson(model)));
        return list;
    }

    ObjectNode one(String id, Profile profile) throws ApiRefusal {
        ModelInfo model = known(profile).get(id);
        if (model == null) {
            throw new ApiRefusal(new ApiError(
                    404, "invalid_request_error", "model_not_found", "model", "The model '" + id + "' does not exist"));
        }
        return toJson(model);
    }

    private Map<String, ModelInfo> known(Profile profile) {
        Map<String, ModelInfo> known = new LinkedHashMap<>();
        profile.models().forEach(model -> known.put(model.id(), model));
        named.stream()
                .sorted()
                .filter(name -> isAccepted(name, profile))
                .forEach(name -> known.putIfAbsent(name, new ModelInfo(name, CREATED, "contract")));
        return known;
    }

    /** Whether a request that names the model would not be refused for that. */
    private static boolean isAccepted(String name, Profile profile) {
        ObjectNode body = Json.object().put("model", name);
        body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        return profile.refusalOf(ChatRequest.of(body))
                .filter(refusal -> refusal.status() == 404)
                .isEmpty();
    }

    private static ObjectNode toJson(ModelInfo model) {
        return Json.object()
                .put("id", model.id())
                .put("object", "model")
                .put("created", model.created())
                .put("owned_by", model.ownedBy());
    }
}
