package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of the Responses API on the model and on what it can do. */
final class AbilityRules {
    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "requested-model",
                    "recorded",
                    "the model exists, was not shut down, and is served by the Responses API",
                    AbilityRules::requestedModel),
            new NamedRule(
                    "sampling",
                    "measured",
                    "a model that reasons gets no `temperature` but 1, no `top_p` and no penalties",
                    AbilityRules::sampling),
            new NamedRule(
                    "logprobs",
                    "measured",
                    "log probabilities are not requested from a model that reasons",
                    AbilityRules::logprobs),
            new NamedRule(
                    "encrypted-reasoning",
                    "reported",
                    "`reasoning.encrypted_content` is requested only from a model that can reason",
                    AbilityRules::encryptedReasoning),
            new NamedRule(
                    "effort", "recorded", "the model supports the requested `reasoning.effort`", AbilityRules::effort),
            new NamedRule(
                    "verbosity",
                    "reported",
                    "the model supports the requested `text.verbosity`",
                    AbilityRules::verbosity),
            new NamedRule(
                    "research-tools",
                    "recorded",
                    "deep research models get only tools that search",
                    AbilityRules::researchTools),
            new NamedRule(
                    "choice-offered",
                    "reported",
                    "the tool that `tool_choice` requires is one of `tools`",
                    AbilityRules::choiceOffered));

    private static final List<String> SAMPLING_FIELDS =
            List.of("temperature", "top_p", "presence_penalty", "frequency_penalty");

    /** Values that a model that reasons accepts; it refuses any {@code top_p}. */
    private static final Map<String, Double> ACCEPTED =
            Map.of("temperature", 1.0, "presence_penalty", 0.0, "frequency_penalty", 0.0);

    private static final Set<String> RESEARCH = Set.of("web_search_preview", "code_interpreter", "mcp", "file_search");
    private static final Set<String> NAMED = Set.of("function", "custom");
    private static final Set<String> HOSTED =
            Set.of("file_search", "image_generation", "code_interpreter", "apply_patch", "shell");

    private AbilityRules() {}

    private static void requestedModel(ReviewedRequest subject, Inspection inspection) {
        JsonNode sent = subject.sent("model");
        Model model = subject.model();
        boolean isOpen = subject.setting().models().isOpen();
        boolean mayBeAny = isOpen || subject.setting().models().isEmpty();
        if (!sent.isTextual() || (model == null && mayBeAny)) {
            return;
        }
        String name = sent.textValue();
        if (model == null) {
            refuseModel("The requested model '" + name + "' does not exist.", inspection);
        } else if (!model.isInResponses()) {
            refuseModel("The requested model '" + name + "' is not supported with the Responses API.", inspection);
        } else if (model.isShutDownOn(subject.setting().day()) && !isOpen) {
            inspection.report(ModelRules.deprecated(name));
        }
    }

    private static void sampling(ReviewedRequest subject, Inspection inspection) {
        for (String field : SAMPLING_FIELDS) {
            JsonNode value = subject.sent(field);
            Double accepted = ACCEPTED.get(field);
            boolean isAccepted = accepted != null && value.isNumber() && value.doubleValue() == accepted;
            if (!value.isMissingNode() && !isAccepted && subject.capability(field) != null) {
                ApiError usual = Refusals.unsupported(field, null);
                inspection.report(Refusals.plain(field, usual.message()));
            }
        }
    }

    private static void logprobs(ReviewedRequest subject, Inspection inspection) {
        if (!subject.reasons()) {
            return;
        }
        if (includes(subject, "message.output_text.logprobs")) {
            refuseLogprobs("include", inspection);
        }
        if (subject.sent("top_logprobs").asInt(0) > 0) {
            refuseLogprobs("top_logprobs", inspection);
        }
    }

    private static void encryptedReasoning(ReviewedRequest subject, Inspection inspection) {
        if (cannotReason(subject) && includes(subject, "reasoning.encrypted_content")) {
            inspection.report(Refusals.plain("include", "Encrypted content is not supported with this model."));
        }
    }

    private static void effort(ReviewedRequest subject, Inspection inspection) {
        JsonNode effort = subject.at(subject.form().effort());
        if (effort.isTextual() && cannotReason(subject)) {
            inspection.report(Refusals.unsupported(placeOf(subject.form().effort()), null));
        } else {
            refuseWord(effort, subject.form().effort(), "reasoning_effort", subject, inspection);
        }
    }

    private static void verbosity(ReviewedRequest subject, Inspection inspection) {
        List<String> path = subject.form().verbosity();
        refuseWord(subject.at(path), path, "verbosity", subject, inspection);
    }

    private static void researchTools(ReviewedRequest subject, Inspection inspection) {
        if (subject.has(Mark.ONLY_RESEARCH_TOOLS)
                && !Json.values(subject.sent("tools"))
                        .allMatch(tool -> RESEARCH.contains(tool.path("type").asText("")))) {
            inspection.report(Refusals.plain(
                    "tools",
                    "Deep research models only support the 'web_search_preview', 'code_interpreter', 'mcp', and"
                            + " 'file_search' tools."));
        }
    }

    private static void choiceOffered(ReviewedRequest subject, Inspection inspection) {
        JsonNode choice = subject.sent("tool_choice");
        JsonNode tools = subject.sent("tools");
        if (choice.asText("").equals("required") && tools.isEmpty()) {
            inspection.report(
                    Refusals.plain("tool_choice", "Tool choice 'required' must be specified with 'tools' parameter."));
        }
        String type = choice.path("type").asText("");
        if (NAMED.contains(type) || HOSTED.contains(type)) {
            String wanted = NAMED.contains(type) ? choice.path("name").asText("") : type;
            if (Json.values(tools).noneMatch(tool -> isChosen(tool, type, wanted))) {
                inspection.report(
                        Refusals.plain("tool_choice", "Tool choice '" + wanted + "' not found in 'tools' parameter."));
            }
        }
    }

    private static void refuseModel(String sentence, Inspection inspection) {
        inspection.report(ApiError.invalidRequest("model_not_found", "model", sentence));
    }

    private static void refuseLogprobs(String param, Inspection inspection) {
        inspection.report(ApiError.invalidRequest(
                "unsupported_parameter", param, "logprobs are not supported with reasoning models."));
    }

    private static boolean includes(ReviewedRequest subject, String word) {
        return Json.values(subject.sent("include")).anyMatch(item -> word.equals(item.textValue()));
    }

    /** Whether the model is known, and known not to reason. */
    private static boolean cannotReason(ReviewedRequest subject) {
        return subject.model() != null && subject.traits().effort() == null;
    }

    /** Refuses a word that the model does not support, by its treatment of the path, or of the field of chat completions. */
    private static void refuseWord(
            JsonNode word, List<String> path, String chatField, ReviewedRequest subject, Inspection inspection) {
        if (!word.isTextual()) {
            return;
        }
        String place = placeOf(path);
        Capability own = subject.capability(place);
        Capability capability = own == null ? subject.capability(chatField) : own;
        List<String> supported = capability instanceof Capability.OnlyWords only
                ? only.words()
                : capability instanceof Capability.NotWords not && not.words().contains(word.textValue())
                        ? not.supported()
                        : List.of(word.textValue());
        if (!supported.contains(word.textValue())) {
            inspection.report(Refusals.unsupportedWord(
                    place, word.textValue(), subject.request().model(), supported));
        }
    }

    private static String placeOf(List<String> path) {
        return String.join(".", path);
    }

    private static boolean isChosen(JsonNode tool, String type, String wanted) {
        boolean isOfType = tool.path("type").asText("").equals(type);
        return isOfType
                && (!NAMED.contains(type) || tool.path("name").asText("").equals(wanted));
    }
}
