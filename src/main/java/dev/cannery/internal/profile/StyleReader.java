package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerForm.Tiers;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerHeaders.Group;
import dev.cannery.internal.chat.style.AnswerHeaders.ResetForm;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a provider's answers look: its errors, its headers, and what it adds to a completion. */
final class StyleReader {
    /** What an answer has when a profile says nothing of headers: the id that every client logs. */
    private static final Group REQUEST_ID = Group.of(Map.of("x-request-id", "{req}"));

    private final YamlValues values;
    private final YamlNode profile;

    StyleReader(YamlValues values, YamlNode profile) {
        this.values = values;
        this.profile = profile;
    }

    ProviderStyle read() {
        return new ProviderStyle(ErrorShape.read(values, profile), errors(), headers(), extras(), model -> model);
    }

    private ErrorCatalogue errors() {
        List<NamedError> errors = new ArrayList<>();
        YamlNode all = profile.member("errors");
        if (all != null) {
            all.members().forEach((name, node) -> errors.add(error(name, node)));
        }
        return new ErrorCatalogue(errors);
    }

    private NamedError error(String name, YamlNode node) {
        ApiError error = new ApiError(
                values.status(node),
                values.text(node, "type", "invalid_request_error"),
                code(name, node),
                values.text(node, "param"),
                values.text(node, "message", name));
        NamedError named = new NamedError(name, error, object(node, "more"), texts(node, "headers"));
        node.reportUnasked(values.faults());
        return named;
    }

    /** The code, which is the name unless the profile says another, or null. */
    private @Nullable String code(String name, YamlNode node) {
        YamlNode code = node.member("code");
        JsonNode value = code == null ? null : code.value();
        boolean isNull = node.lacks("code") || (value != null && value.isNull());
        return isNull ? null : values.text(node, "code", name);
    }

    private AnswerHeaders headers() {
        YamlNode headers = profile.member("headers");
        if (headers == null) {
            return new AnswerHeaders(REQUEST_ID, Group.NONE, null, ResetForm.DURATION);
        }
        AnswerHeaders read = new AnswerHeaders(
                Group.of(texts(headers, "always")),
                Group.of(texts(headers, "account")),
                values.text(headers, "processing"),
                values.flag(headers, "resets_in_millis", false) ? ResetForm.MILLIS : ResetForm.DURATION);
        headers.reportUnasked(values.faults());
        return read;
    }

    private AnswerExtras extras() {
        YamlNode answers = profile.member("answers");
        if (answers == null) {
            return AnswerExtras.none();
        }
        ObjectNode opening = object(answers, "opening");
        AnswerExtras extras = new AnswerExtras(
                object(answers, "completion"),
                object(answers, "choice"),
                values.flag(answers, "obfuscation", false),
                opening.isEmpty() ? null : opening,
                answers.member("silent_choice") == null ? object(answers, "choice") : object(answers, "silent_choice"),
                values.flag(answers, "sorted", false),
                form(answers, AnswerForm.USUAL),
                families(answers));
        answers.reportUnasked(values.faults());
        return extras;
    }

    private List<AnswerForm.Family> families(YamlNode answers) {
        List<AnswerForm.Family> families = new ArrayList<>();
        YamlNode all = answers.member("families");
        if (all != null) {
            AnswerForm usual = form(answers, AnswerForm.USUAL);
            all.members().values().forEach(family -> {
                Pattern models = values.pattern(family, "models");
                if (models == null) {
                    values.faults().add(family, "a family of models must have `models`, a pattern of their names.");
                } else {
                    families.add(new AnswerForm.Family(models, form(family, usual)));
                }
                family.reportUnasked(values.faults());
            });
        }
        return families;
    }

    private AnswerForm form(YamlNode node, AnswerForm otherwise) {
        return new AnswerForm(
                values.flag(node, "logprobs", otherwise.hasLogprobs()),
                values.flag(node, "fingerprint", otherwise.namesBackend()),
                tiers(node, otherwise.tiers()),
                node.has("prompt_details") ? values.texts(node, "prompt_details") : otherwise.promptDetails(),
                node.has("completion_details")
                        ? values.texts(node, "completion_details")
                        : otherwise.completionDetails());
    }

    private Tiers tiers(YamlNode node, Tiers otherwise) {
        String word = values.text(node, "tier");
        if (word == null) {
            return otherwise;
        }
        Map<String, Tiers> words = new LinkedHashMap<>();
        for (Tiers tiers : Tiers.values()) {
            words.put(tiers.name().toLowerCase(Locale.ROOT), tiers);
        }
        Tiers known = words.get(word);
        if (known == null) {
            values.faults().addUnknown(node, "tier", word, List.copyOf(words.keySet()));
        }
        return known == null ? otherwise : known;
    }

    private Map<String, String> texts(YamlNode parent, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        YamlNode node = parent.member(name);
        if (node != null) {
            node.members().keySet().forEach(key -> texts.put(key, values.text(node, key, "")));
        }
        return texts;
    }

    private ObjectNode object(YamlNode parent, String name) {
        YamlNode node = parent.member(name);
        return node != null && node.toJson() instanceof ObjectNode object ? object : Json.object();
    }
}
