package dev.cannery.internal.profile.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The models of a provider, found by name.
 *
 * <p>A fine-tuned model, {@code ft:BASE:…}, has the traits of its base. A few names may be followed by any date, because
 * their snapshots are too new to be listed.
 */
public final class ModelCatalog {
    private static final Pattern DATED = Pattern.compile("-20\\d\\d-[01]\\d-[0-3]\\d$");
    private static final int DATE_LENGTH = "-2026-01-31".length();

    private final Map<String, List<Model>> byName = new LinkedHashMap<>();
    private final Set<String> undated;
    private final boolean isOpen;

    /**
     * Creates a catalog of these models. Of several models with the same name, the first that is valid on a given day is used.
     *
     * @param undated the names that may be followed by any date
     * @param isOpen whether other names are accepted too, because users name their deployments
     */
    public ModelCatalog(List<Model> models, Set<String> undated, boolean isOpen) {
        for (Model model : models) {
            byName.computeIfAbsent(model.info().id(), name -> new ArrayList<>(1))
                    .add(model);
        }
        this.undated = Set.copyOf(undated);
        this.isOpen = isOpen;
    }

    /** Returns the same catalog with this name as an additional one, chosen by the owner of a deployment. */
    public ModelCatalog declaring(String name) {
        List<Model> others =
                all().stream().filter(model -> !model.info().id().equals(name)).toList();
        return new ModelCatalog(others, undated, true);
    }

    /** Whether unlisted names are accepted too. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Whether no model is listed, so that any name is accepted. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Returns the model of that name on that day, or null if there is none or it was not yet published. */
    public @Nullable Model find(String name, LocalDate day) {
        List<Model> models = byName.get(name);
        if (models == null && name.startsWith("ft:")) {
            int end = name.indexOf(':', 3);
            return end < 0 ? null : find(name.substring(3, end), day);
        }
        if (models == null && DATED.matcher(name).find()) {
            String base = name.substring(0, name.length() - DATE_LENGTH);
            models = undated.contains(base) ? byName.get(base) : null;
        }
        Model model = models == null ? null : onDay(models, day);
        return model == null || !model.isPublishedOn(day) ? null : model;
    }

    /** Returns all models of any day, in the order of the profile. */
    public List<Model> all() {
        return byName.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the models that are served on that day, in the order of the profile. */
    public List<ModelInfo> served(LocalDate day) {
        return byName.values().stream()
                .map(models -> onDay(models, day))
                .filter(model -> model.isPublishedOn(day) && !model.isShutDownOn(day))
                .filter(model -> model.notServed() == null)
                .map(Model::info)
                .toList();
    }

    /** Returns the names of the chat models that were published by that day, whether they are still served or not. */
    public List<String> published(LocalDate day) {
        return byName.values().stream()
                .map(models -> onDay(models, day))
                .filter(model -> model.isPublishedOn(day) && model.notServed() == null)
                .map(model -> model.info().id())
                .toList();
    }

    private static Model onDay(List<Model> models, LocalDate day) {
        for (Model model : models) {
            if (model.standsOn(day)) {
                return model;
            }
        }
        return models.get(models.size() - 1);
    }
}
