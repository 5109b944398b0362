package dev.cannery.internal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A store forgets the oldest entries of one owner, and what is too heavy for it. */
class BoundedStoreTest {
    private final BoundedStore<Note> store = new BoundedStore<>(2, 100);

    private record Note(String id, long weight) implements BoundedStore.Entry {}

    @Test
    void theOldestOfAnOwnerIsForgotten() {
        store.add("a", new Note("1", 1));
        store.add("b", new Note("1", 1));
        store.add("a", new Note("2", 1));
        store.add("a", new Note("3", 1));

        assertThat(store.all("a")).extracting(Note::id).containsExactly("2", "3");
        assertThat(store.all("b")).hasSize(1);
    }

    @Test
    void anEntryThatGrowsPushesOutOlderOnesAndAtLastItself() {
        store.add("a", new Note("1", 40));
        store.add("b", new Note("2", 40));
        store.update("b", "2", note -> new Note("2", 80));

        assertThat(store.find("a", "1")).isNull();
        assertThat(store.find("b", "2")).isEqualTo(new Note("2", 80));

        store.update("b", "2", note -> new Note("2", 120));

        assertThat(store.find("b", "2")).isNull();
    }
}
