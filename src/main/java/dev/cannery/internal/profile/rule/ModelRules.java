package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.profile.shape.Shape;
import java.util.List;

/** Rules on the model and its capabilities. */
final class ModelRules {
    static final NamedRule MODEL_LIMITS = new NamedRule(
            "model-limits",
            "measured",
            "the model accepts the values of the fields that are checked late",
            ModelRules::modelLimits);

    static final List<NamedRule> ALL = List.of(
            new NamedRule("model-given", "measured", "`model` is a non-empty string", ModelRules::modelGiven),
            new NamedRule(
                    "model-known",
                    "recorded",
                    "the model exists, was not shut down, and is served by chat completions",
                    ModelRules::modelKnown),
            MODEL_LIMITS,
            new NamedRule(
                    "one-answer-length",
                    "reported",
                    "`max_tokens` and `max_completion_tokens` are not both sent",
                    ModelRules::oneAnswerLength),
            new NamedRule(
                    "answer-length",
                    "reported",
                    "the requested maximum length does not exceed the model's limit",
                    ModelRules::answerLength));

    private ModelRules() {}

    private static void modelGiven(ReviewedRequest subject, Inspection inspection) {
        JsonNode model = subject.sent("model");
        if (namesDeployment(subject)) {
            return;
        }
        if (model.isMissingNode() || (model.isTextual() && model.textValue().isEmpty())) {
            inspection.report(Refusals.plain(null, "you must provide a model parameter"));
        } else if (!model.isTextual()) {
            // the live API's router reads the name before anything is validated, and reports only this
            inspection.report(Refusals.plain(null, "We could not parse the JSON body of your request."));
        }
    }

    private static void modelKnown(ReviewedRequest subject, Inspection inspection) {
        JsonNode sent = subject.sent("model");
        if (!sent.isTextual() || sent.textValue().isEmpty() || namesDeployment(subject)) {
            return;
        }
        String name = sent.textValue();
        Model model = subject.model();
        boolean isOpen = subject.setting().models().isOpen();
        if (model == null && isOpen) {
            return;
        }
        if (model == null) {
            inspection.report(notFound("The model `" + name + "` does not exist or you do not have access to it."));
        } else if (model.isShutDownOn(subject.setting().day()) && !isOpen) {
            inspection.report(deprecated(name));
        } else if (model.notServed() != null) {
            inspection.report(model.notServed());
        }
    }

    private static void modelLimits(ReviewedRequest subject, Inspection inspection) {
        subject.setting().late().forEach(check -> check.applyLate(subject, inspection));
    }

    private static void oneAnswerLength(ReviewedRequest subject, Inspection inspection) {
        if (!subject.sent("max_tokens").isMissingNode()
                && !subject.sent("max_completion_tokens").isMissingNode()) {
            inspection.report(ApiError.invalidRequest(
                    "invalid_parameter_combination",
                    "max_tokens",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."));
        }
    }

    private static void answerLength(ReviewedRequest subject, Inspection inspection) {
        int most = subject.traits().sizes().output();
        if (most == Integer.MAX_VALUE) {
            return;
        }
        for (String name : new String[] {"max_tokens", "max_completion_tokens"}) {
            JsonNode wanted = subject.sent(name);
            if (Shape.Numeric.isIntegerAbove(wanted, most)) {
                String number = wanted.asText();
                inspection.report(ApiError.invalidRequest(
                        "invalid_value",
                        name,
                        name + " is too large: " + number + ". This model supports at most " + most
                                + " completion tokens, whereas you provided " + number + "."));
            }
        }
    }

    /** Whether the path contains the name of a deployment, chosen by its owner. */
    private static boolean namesDeployment(ReviewedRequest subject) {
        return subject.request().path().contains("/deployments/");
    }

    /** Returns the refusal of a model that was shut down. */
    static ApiError deprecated(String name) {
        return notFound("The model `" + name
                + "` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations");
    }

    private static ApiError notFound(String message) {
        return new ApiError(404, "invalid_request_error", "model_not_found", null, message);
    }
}
