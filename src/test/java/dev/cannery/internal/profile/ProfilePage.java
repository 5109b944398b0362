package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.model.Model;
import dev.cannery.internal.profile.model.ModelTraits;
import dev.cannery.internal.profile.rule.FieldCheck;
import dev.cannery.internal.profile.rule.NamedRule;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.shape.ListShape;
import dev.cannery.internal.profile.shape.MapShape;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.profile.shape.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generates the page on the built-in profiles from their data. */
final class ProfilePage {
    private final StringBuilder page = new StringBuilder();
    /** The first profile with these rules of the Responses API. */
    private final Map<String, String> responses = new HashMap<>();

    private ProfilePage() {}

    static String of(List<Profile> profiles) {
        ProfilePage written = new ProfilePage();
        written.line("# Provider profiles");
        written.line("");
        written.line("Generated from the profiles' data by `ProfilePageTest`; do not edit.");
        written.line("");
        written.line("\"Known from\" is the source of a field's rule: recorded (seen in public HTTP recordings),"
                + " measured (others measured the live API and published the results), reported (quoted in public issues),"
                + " published (another public statement), schema (the provider's published schema), page (the prose of the provider's"
                + " reference page).");
        profiles.forEach(written::write);
        return written.page.toString();
    }

    private void write(Profile profile) {
        line("");
        line("## " + profile.name());
        line("");
        line("This profile models " + profile.description().about() + ".");
        differences(profile.description().differences());
        fields(profile.plan().fields());
        steps(profile.plan().steps());
        models(profile.plan().setting().models().all());
        deviations(profile);
        profile.at(ChatEndpoint.RESPONSES).ifPresent(this::responses);
    }

    private void deviations(Profile profile) {
        if (!profile.description().deviations().isEmpty()) {
            line("");
            line("Known deviations:");
            line("");
            profile.description().deviations().forEach(deviation -> line("- " + deviation));
        }
    }

    /** Writes the rules of the Responses API, unless another profile has the same ones. */
    private void responses(Profile profile) {
        line("");
        line("### Responses API of " + profile.name());
        line("");
        String rules = profile.plan().fields().stream().map(Member::name).toList()
                + profile.plan().steps().stream()
                        .map(step -> step instanceof NamedRule rule ? rule.name() : "")
                        .toList()
                        .toString();
        String before = responses.putIfAbsent(rules, profile.name());
        if (before != null) {
            line("Requests to `" + profile.exampleAddress() + "` are checked as those to " + before + ".");
            differences(profile.description().differences());
            return;
        }
        line("This profile models " + profile.description().about() + ", at addresses such as `"
                + profile.exampleAddress() + "`.");
        differences(profile.description().differences());
        fields(profile.plan().fields());
        steps(profile.plan().steps());
        deviations(profile);
    }

    private void differences(List<Profile.Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        line("");
        line("| differs from OpenAI | known from |");
        line("|---|---|");
        differences.forEach(trait -> line(
                "| " + trait.what().replace("|", "\\|") + " | " + trait.from().replace("|", "\\|") + " |"));
    }

    private void fields(List<Member> fields) {
        line("");
        line("| field | value | null | known from |");
        line("|---|---|---|---|");
        for (Member field : fields) {
            line("| `" + field.name() + "`" + (field.required() ? " (required)" : "") + " | "
                    + described(field.shape()).replace("|", "\\|") + " | " + (field.nullable() ? "yes" : "no") + " | "
                    + field.from() + " |");
        }
    }

    private void steps(List<ProfileRule> steps) {
        line("");
        line("Requests are checked, and problems reported, in this order:");
        line("");
        List<String> fields = new ArrayList<>();
        for (ProfileRule step : steps) {
            if (step instanceof FieldCheck check) {
                fields.add("`" + check.field().name() + "`");
            } else if (step instanceof NamedRule rule) {
                flush(fields);
                line("- **" + rule.name() + "**: " + rule.meaning() + " (" + rule.from() + ")");
            }
        }
        flush(fields);
    }

    private void flush(List<String> fields) {
        if (!fields.isEmpty()) {
            line("- " + String.join(", ", fields));
            fields.clear();
        }
    }

    private void models(List<Model> models) {
        if (models.isEmpty()) {
            return;
        }
        Map<String, List<String>> byTraits = new LinkedHashMap<>();
        for (Model model : models) {
            String differences = model.notServed() == null
                    ? described(model.traits())
                    : "refused: " + model.notServed().message();
            String name = "`" + model.info().id() + "`" + (model.until() == null ? "" : " before " + model.until())
                    + (model.shutdown() == null ? "" : " until " + model.shutdown());
            byTraits.computeIfAbsent(differences, any -> new ArrayList<>()).add(name);
        }
        line("");
        line("| models | differences |");
        line("|---|---|");
        byTraits.forEach((differences, names) -> line("| " + String.join(", ", names) + " | " + differences + " |"));
    }

    private static String described(ModelTraits differences) {
        List<String> parts = new ArrayList<>();
        ModelTraits.Sizes sizes = differences.sizes();
        if (sizes.context() < Integer.MAX_VALUE) {
            parts.add("context " + sizes.context());
        }
        if (sizes.output() < Integer.MAX_VALUE) {
            parts.add("output " + sizes.output());
        }
        if (differences.effort() != null) {
            parts.add("reasons, default effort " + differences.effort());
        }
        new TreeMap<>(differences.capabilities())
                .forEach((field, what) -> parts.add("`" + field + "` " + described(what)));
        differences.unknownFields().stream().sorted().forEach(field -> parts.add("`" + field + "` unknown"));
        differences.nullable().stream().sorted().forEach(field -> parts.add("`" + field + "` may be null"));
        differences.marks().stream().map(Mark::label).sorted().forEach(parts::add);
        return String.join("; ", parts);
    }

    private static String described(Capability capability) {
        String when = capability.whileReasoning() ? " while reasoning" : "";
        if (capability instanceof Capability.Unsupported unsupported) {
            return "refused" + (unsupported.unless() == null ? "" : " except " + unsupported.unless()) + when;
        }
        if (capability instanceof Capability.OnlyDefault only) {
            return "only " + only.value() + when;
        }
        if (capability instanceof Capability.OnlyWords words) {
            return "only " + String.join(", ", words.words()) + when;
        }
        if (capability instanceof Capability.NotWords words) {
            return "not " + String.join(", ", words.words()) + when;
        }
        return "at most " + ((Capability.AtMost) capability).max() + when;
    }

    private static String described(Shape shape) {
        if (shape instanceof Shape.Numeric number) {
            return shape.expected() + bound(" from ", number.min()) + bound(" to ", number.max());
        }
        if (shape instanceof Shape.Text text && text.maxLength() < Integer.MAX_VALUE) {
            return shape.expected() + " of at most " + text.maxLength() + " characters";
        }
        if (shape instanceof ListShape list) {
            return shape.expected()
                    + (list.minItems() > 0 ? ", at least " + list.minItems() : "")
                    + (list.maxItems() < Integer.MAX_VALUE ? ", at most " + list.maxItems() : "");
        }
        if (shape instanceof MapShape map && map.maxEntries() < Integer.MAX_VALUE) {
            return shape.expected() + ", at most " + map.maxEntries() + " entries";
        }
        if (shape instanceof Shape.Flag flag && flag.only() != null) {
            return String.valueOf(flag.only());
        }
        return shape.expected();
    }

    private static String bound(String word, @Nullable BigDecimal bound) {
        return bound == null ? "" : word + bound.toPlainString();
    }

    private void line(String text) {
        page.append(text.lines().collect(Collectors.joining(" "))).append('\n');
    }
}
