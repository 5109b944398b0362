package dev.cannery.server;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.StubMappingStore;

/** WireMock's stores, but for the journal, which is ours, and stubs that would proxy. */
final class EngineStores extends DefaultStores {
    private final RequestJournalStore journal;
    private final StubMappingStore stubs = new NoProxies();

    EngineStores(FileSource files, Journal journal) {
        super(files);
        this.journal = new JournalView(journal);
    }

    @Override
    public RequestJournalStore getRequestJournalStore() {
        return journal;
    }

    @Override
    public StubMappingStore getStubStore() {
        return stubs;
    }

    boolean hasStubs() {
        return getStubStore().getAll().findAny().isPresent();
    }
}
