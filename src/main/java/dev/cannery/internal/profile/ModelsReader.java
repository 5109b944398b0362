package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.model.ModelInfo;
import dev.cannery.internal.profile.model.ModelTraits;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
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

    private final Map<String, SourceValue> traits;
    private final String ownedBy;
    private final Map<String, SourceValue> shutdowns;
    private final List<Model> models = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> undated = new HashSet<>();

    private ModelsReader(Fields profile) {
        this.traits = all(profile, "traits");
        this.ownedBy = profile.text("owned_by", "system");
        this.shutdowns = all(profile, "shutdowns");
    }

    static ModelCatalog read(Fields profile) {
        ModelsReader reader = new ModelsReader(profile);
        all(profile, "models").values().forEach(reader::group);
        reader.checkShutdowns();
        return new ModelCatalog(reader.models, reader.undated, profile.flag("any_model", false));
    }

    private static Map<String, SourceValue> all(Fields fields, String key) {
        return fields.find(key).map(value -> value.fields(key).all()).orElse(Map.of());
    }

    private void checkShutdowns() {
        shutdowns.forEach((name, day) -> {
            if (!names.contains(name)) {
                day.problem(UnknownWord.sentence("model", name, List.copyOf(names)));
            }
        });
    }

    private void group(SourceValue value) {
        Fields group = value.fields("a group of models");
        Draft draft = new Draft();
        draft.add(group);
        ModelTraits traitsOfGroup = draft.traits();
        ApiError notServed =
                group.find("not_served").map(ModelsReader::notServed).orElse(null);
        boolean isInResponses = group.flag("responses", true);
        boolean anyDate = group.flag("any_date", false);
        Map<String, SourceValue> all = all(group, "names");
        Served served = new Served(notServed, isInResponses, traitsOfGroup);
        all.forEach((name, model) -> add(model(name, model, served), model));
        if (anyDate) {
            undated.addAll(all.keySet());
        }
        if (group.lacks("names")) {
            value.problem("a group of models must have 'names'");
        }
        group.end();
    }

    /** Adds a model. A name has one current entry; further entries describe what it stood for until some day. */
    private void add(Model model, SourceValue place) {
        models.add(model);
        String name = model.info().id();
        if (model.until() == null && !names.add(name)) {
            place.problem("the model '" + name + "' is already in another group. Change it there");
        }
    }

    private static ApiError notServed(SourceValue value) {
        if (!value.isMap()) {
            String message = value.text().orElse("");
            return new ApiError(404, "invalid_request_error", null, "model", message);
        }
        Fields fields = value.fields("a refusal");
        ApiError error = new ApiError(
                ProviderRefusals.status(fields),
                "invalid_request_error",
                null,
                fields.text("param"),
                fields.text("message", ""));
        fields.end();
        return error;
    }

    /**
     * The properties that the models of a group share.
     *
     * @param refusal the refusal when chat completions do not serve them, null when they do
     * @param isInResponses whether the Responses API serves them
     * @param traits their traits
     */
    private record Served(@Nullable ApiError refusal, boolean isInResponses, ModelTraits traits) {}

    private Model model(String name, SourceValue value, Served served) {
        Optional<LocalDate> shutdown = Optional.ofNullable(shutdowns.get(name)).flatMap(SourceValue::date);
        if (!value.isMap()) {
            ModelInfo info = info(name, value.date());
            return new Model(
                    info, name, shutdown.orElse(null), null, served.refusal(), served.isInResponses(), served.traits());
        }
        Fields fields = value.fields("a model");
        Model model = new Model(
                info(name, fields.find("created").flatMap(SourceValue::date)),
                fields.text("snapshot", name),
                shutdown.orElse(null),
                fields.find("until").flatMap(SourceValue::date).orElse(null),
                served.refusal(),
                served.isInResponses(),
                served.traits());
        fields.end();
        return model;
    }

    private ModelInfo info(String name, Optional<LocalDate> created) {
        long seconds = created.orElse(UNDATED).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return new ModelInfo(name, seconds, ownedBy);
    }

    /** Traits under construction; a later one overrides an earlier one. */
    private final class Draft {
        private final Map<String, Capability> capabilities = new LinkedHashMap<>();
        private final Set<String> unknown = new HashSet<>();
        private final Set<String> nullable = new HashSet<>();
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
        private ModelTraits.Sizes sizes = ModelTraits.Sizes.UNKNOWN;
        private @Nullable String effort;
        private @Nullable Pattern messageName;

        void add(Fields group) {
            group.items("is").forEach(this::inherit);
            all(group, "fields").forEach(this::field);
            unknown.addAll(group.names("unknown"));
            nullable.addAll(group.names("nullable"));
            group.items("marks").forEach(this::mark);
            sizes = new ModelTraits.Sizes(
                    group.wholeNumber("context", sizes.context()),
                    group.wholeNumber("output", sizes.output()),
                    group.wholeNumber("top_logprobs", sizes.topLogprobs()));
            effort = group.has("effort") ? group.text("effort") : effort;
            messageName =
                    group.find("message_name").flatMap(SourceValue::pattern).orElse(messageName);
        }

        private void inherit(SourceValue item) {
            String name = item.text().orElse("");
            SourceValue shared = traits.get(name);
            if (shared == null) {
                item.problem(UnknownWord.sentence("traits", name, traits.keySet()));
            } else {
                Fields fields = shared.fields("traits");
                add(fields);
                fields.end();
            }
        }

        private void mark(SourceValue item) {
            String label = item.text().orElse("");
            Optional<Mark> mark = Mark.ofLabel(label);
            mark.ifPresent(marks::add);
            if (mark.isEmpty()) {
                item.problem(UnknownWord.sentence("mark", label, Mark.labels()));
            }
        }

        /** Reads how the models treat a field; null removes an inherited trait. */
        private void field(String name, SourceValue value) {
            if (value.isNull()) {
                capabilities.remove(name);
            } else {
                capabilities.put(name, Capability.read(value));
            }
        }

        ModelTraits traits() {
            return new ModelTraits(capabilities, unknown, nullable, marks, sizes, effort, messageName);
        }
    }
}
