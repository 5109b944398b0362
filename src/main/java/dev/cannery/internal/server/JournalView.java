package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.journal.JournalEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** WireMock's view of the journal: the newest event first, with and without stubs. */
final class JournalView implements RequestJournalStore {
    private final LiveScope scope;
    private final Journal journal;

    JournalView(LiveScope scope) {
        this.scope = scope;
        this.journal = scope.memory().journal();
    }

    @Override
    public Stream<ServeEvent> getAll() {
        return newestFirst().stream().map(JournalEntry::toServeEvent);
    }

    @Override
    public Stream<UUID> getAllKeys() {
        return newestFirst().stream().map(JournalEntry::id);
    }

    @Override
    public Optional<ServeEvent> get(UUID id) {
        return journal.find(id).map(JournalEntry::toServeEvent);
    }

    /** Does nothing: each call records its final answer itself. */
    @Override
    public void add(ServeEvent event) {}

    /** Does nothing, like {@link #add}. */
    @Override
    public void put(UUID id, ServeEvent event) {}

    @Override
    public void remove(UUID id) {
        journal.remove(id);
    }

    /** Does nothing: the journal enforces its own bounds. */
    @Override
    public void removeLast() {}

    @Override
    public void clear() {
        scope.forgetExchanges();
    }

    private List<JournalEntry> newestFirst() {
        List<JournalEntry> entries = journal.snapshot();
        Collections.reverse(entries);
        return entries;
    }
}
