package dev.cannery.server;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;

/** WireMock's stores, but for the journal, which is ours. */
final class EngineStores extends DefaultStores {
    private final RequestJournalStore journal;

    EngineStores(FileSource files, Journal journal) {
        super(files);
        this.journal = new JournalView(journal);
    }

    @Override
    public RequestJournalStore getRequestJournalStore() {
        return journal;
    }

    boolean hasStubs() {
        return getStubStore().getAll().findAny().isPresent();
    }
}
