package dev.cannery.internal.record.export;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.source.SourceProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects what a format cannot express, each once for an interaction. */
final class Losses {
    private final List<SourceProblem> all = new ArrayList<>();

    void add(LoadedInteraction interaction, String what) {
        SourceProblem loss = new SourceProblem(interaction.source(), "", "'" + interaction.name() + "': " + what);
        if (!all.contains(loss)) {
            all.add(loss);
        }
    }

    List<SourceProblem> all() {
        return all;
    }
}
