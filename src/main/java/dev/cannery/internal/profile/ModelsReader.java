package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.profile.model.ModelTraits;
import dev.cannery.internal.profile.model.Sizes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the models of a profile: groups of names, each built from traits that groups share. */
final class ModelsReader {
    private static final LocalDate UNDATED = LocalDate.of(2023, 1, 1);

    private final YamlValues values;
    private final Faults faults;
    private final @Nullable YamlNode traits;
    private final String ownedBy;
    private final Map<String, YamlNode> shutdowns;
    private final List<Model> models = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> undated = new HashSet<>();

    private ModelsReader(YamlValues values, YamlNode profile) {
        YamlNode days = profile.member("shutdowns");
        this.values = values;
        this.faults = values.faults();
        this.traits = profile.member("traits");
        this.ownedBy = values.text(profile, "owned_by", "system");
        this.shutdowns = days == null ? Map.of() : days.members();
    }

    static ModelCatalog read(YamlValues values, YamlNode profile) {
        ModelsReader reader = new ModelsReader(values, profile);
        YamlNode groups = profile.member("models");
        if (groups != null) {
            groups.members().values().forEach(reader::group);
        }
        reader.checkShutdowns();
        return new ModelCatalog(reader.models, reader.undated, values.flag(profile, "any_model", false));
    }

    private void checkShutdowns() {
        shutdowns.forEach((name, day) -> {
            if (!names.contains(name)) {
                faults.addUnknown(day, "model", name, names);
            }
        });
    }

    private void group(YamlNode group) {
        Draft draft = new Draft();
        draft.add(group);
        ApiError elsewhere = elsewhere(group.member("elsewhere"));
        boolean anyDate = values.flag(group, "any_date", false);
        YamlNode names = group.member("names");
        if (names == null) {
            faults.add(group, "a group of models must have `names`.");
            return;
        }
        ModelTraits traitsOfGroup = draft.traits();
        names.members().forEach((name, node) -> {
            add(name, node, model(name, node, elsewhere, traitsOfGroup));
            if (anyDate) {
                undated.add(name);
            }
        });
        group.reportUnasked(faults);
    }

    /** A name may stand for something else in the end; else it stands once, so that of two entries none is in vain. */
    private void add(String name, YamlNode node, Model model) {
        models.add(model);
        if (model.until() == null && !names.add(name)) {
            faults.add(node, "the model '" + name + "' is in another group already. Change it there.");
        }
    }

    private @Nullable ApiError elsewhere(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        if (!node.isMap()) {
            String message = values.text(node);
            return new ApiError(404, "invalid_request_error", null, "model", message == null ? "" : message);
        }
        ApiError error = new ApiError(
                values.status(node),
                "invalid_request_error",
                null,
                values.text(node, "param"),
                values.text(node, "message", ""));
        node.reportUnasked(faults);
        return error;
    }

    private Model model(String name, YamlNode node, @Nullable ApiError elsewhere, ModelTraits traitsOfGroup) {
        LocalDate created = node.isMap() ? values.date(node, "created") : values.date(node);
        YamlNode day = shutdowns.get(name);
        long seconds = (created == null ? UNDATED : created)
                .atStartOfDay(ZoneOffset.UTC)
                .toEpochSecond();
        Model model = new Model(
                new ModelInfo(name, seconds, ownedBy),
                values.text(node, "snapshot", name),
                day == null ? null : values.date(day),
                values.date(node, "until"),
                elsewhere,
                traitsOfGroup);
        node.reportUnasked(faults);
        return model;
    }

    /** Traits while they are gathered; what comes later overrides. */
    private final class Draft {
        private final Map<String, Capability> capabilities = new LinkedHashMap<>();
        private final Set<String> unknown = new HashSet<>();
        private final Set<String> nullable = new HashSet<>();
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
        private Sizes sizes = Sizes.UNKNOWN;
        private @Nullable String effort;
        private @Nullable Pattern messageName;

        void add(YamlNode node) {
            values.forEachText(node, "is", this::inherit);
            YamlNode fields = node.member("fields");
            if (fields != null) {
                fields.members().forEach(this::field);
            }
            unknown.addAll(values.texts(node, "unknown"));
            nullable.addAll(values.texts(node, "nullable"));
            values.forEachText(node, "marks", this::mark);
            sizes = new Sizes(
                    values.integer(node, "context", sizes.context()),
                    values.integer(node, "output", sizes.output()),
                    values.integer(node, "top_logprobs", sizes.topLogprobs()));
            effort = node.has("effort") ? values.text(node, "effort") : effort;
            messageName = node.has("message_name") ? values.pattern(node, "message_name") : messageName;
        }

        private void inherit(String name, YamlNode place) {
            YamlNode shared = traits == null ? null : traits.member(name);
            if (shared == null) {
                faults.addUnknown(
                        place,
                        "traits",
                        name,
                        traits == null ? List.of() : traits.members().keySet());
            } else {
                add(shared);
                shared.reportUnasked(faults);
            }
        }

        private void mark(String label, YamlNode place) {
            Optional<Mark> mark = Mark.ofLabel(label);
            mark.ifPresent(marks::add);
            if (mark.isEmpty()) {
                faults.addUnknown(place, "mark", label, Mark.labels());
            }
        }

        /** What the models do with a field; null takes away what they would inherit. */
        private void field(String name, YamlNode node) {
            JsonNode value = node.value();
            if (value != null && value.isNull()) {
                capabilities.remove(name);
            } else {
                capabilities.put(name, capability(node));
            }
        }

        private Capability capability(YamlNode node) {
            boolean whileReasoning = values.flag(node, "while_reasoning", false);
            YamlNode standard = node.member("default");
            YamlNode unless = node.member("unless");
            String instead = values.text(node, "instead");
            ApiError whole = whole(node);
            List<String> words = values.texts(node, "values");
            List<String> refused = values.texts(node, "refused");
            int max = values.integer(node, "max", Integer.MIN_VALUE);
            boolean unsupported = values.flag(node, "unsupported", false);
            node.reportUnasked(faults);
            if (standard != null) {
                return new Capability.OnlyDefault(whileReasoning, standard.toJson());
            }
            if (!refused.isEmpty()) {
                return new Capability.NotWords(whileReasoning, refused, words, whole);
            }
            if (!words.isEmpty()) {
                return new Capability.OnlyWords(whileReasoning, words);
            }
            if (max != Integer.MIN_VALUE) {
                return new Capability.AtMost(whileReasoning, max);
            }
            if (!unsupported) {
                faults.add(node, "expected one of unsupported, default, values, refused, max.");
            }
            return new Capability.Unsupported(whileReasoning, instead, unless == null ? null : unless.toJson(), whole);
        }

        /** A refusal in a sentence of its own, which names the field only where the profile says so. */
        private @Nullable ApiError whole(YamlNode node) {
            String sentence = values.text(node, "sentence");
            String param = values.text(node, "param");
            return sentence == null ? null : ApiError.invalidRequest(null, param, sentence);
        }

        ModelTraits traits() {
            return new ModelTraits(capabilities, unknown, nullable, marks, sizes, effort, messageName);
        }
    }
}
