package dev.cannery.internal.server;

import dev.cannery.RecordedExchange;
import dev.cannery.Responder;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.journal.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope whose program can be replaced while requests are answered. Each request calls {@link #now()} once. */
final class LiveScope {
    private volatile Scope now;

    LiveScope(Program program, Memory memory, @Nullable Upstream upstream) {
        now = new Scope(program, memory, upstream);
        store(program.seedsOf(program.contracts()));
    }

    Scope now() {
        return now;
    }

    Program program() {
        return now.program();
    }

    Memory memory() {
        return now.memory();
    }

    /** Replaces the contracts and resets the counts of successive responses. */
    synchronized void replaceContracts(List<LoadedContract> contracts) {
        Program before = program();
        Program next = before.with(contracts);
        before.seedsOf(before.contracts()).forEach(seed -> seed.removeFrom(memory()));
        memory().restartCalls();
        become(next);
        store(next.seedsOf(next.contracts()));
    }

    /** Adds a contract that takes precedence over all others. Call counts are kept. */
    synchronized void putFirst(LoadedContract contract) {
        Program next = program().withFirst(contract);
        store(next.seedsOf(List.of(contract)));
        become(next);
    }

    /**
     * Sets a function that answers requests that match no interaction. If there are no contracts, the named provider is
     * played.
     */
    synchronized void respondBy(Responder responder, String provider) {
        become(program().with(responder, provider));
    }

    /** Forwards chat requests to a provider: all of them, or those that match no interaction. */
    synchronized void forwardTo(Upstream upstream) {
        now = new Scope(program(), memory(), upstream);
    }

    private void become(Program next) {
        now = new Scope(next, memory(), now.upstream());
    }

    /** Clears the journal, and resets the stored completions to those that the contracts declare. */
    synchronized void forgetExchanges() {
        memory().journal().clear();
        memory().clearStored();
        store(program().seedsOf(program().contracts()));
    }

    private void store(List<Seed> seeds) {
        Map<String, Seed> byId = new HashMap<>();
        for (Seed seed : seeds) {
            Seed other = byId.put(seed.id(), seed);
            if (other != null) {
                memory().report(ServerEvent.of(
                        ServerEvent.Kind.DEFECT,
                        "'" + other.interaction().name() + "' and '"
                                + seed.interaction().name() + "' store completions with the same id '" + seed.id()
                                + "'; only the second can be read"));
            }
            seed.storeIn(memory());
        }
    }

    List<RecordedExchange> exchanges() {
        return memory().journal().snapshot().stream()
                .map(JournalEntry::toRecorded)
                .toList();
    }

    /** Returns how often each interaction has answered, in the order of the contracts. */
    List<InteractionUse> uses() {
        Scope scope = now;
        return scope.program().contracts().stream()
                .flatMap(contract -> contract.interactions().stream()
                        .map(interaction -> new InteractionUse(
                                contract,
                                interaction,
                                interaction.turns().stream()
                                        .map(scope.memory()::callsOf)
                                        .toList())))
                .toList();
    }
}
