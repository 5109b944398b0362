package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A live view of the exchanges so far. */
final class LiveExchanges extends AbstractList<RecordedExchange> {
    private final Supplier<List<RecordedExchange>> exchanges;

    LiveExchanges(Supplier<List<RecordedExchange>> exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public RecordedExchange get(int index) {
        return exchanges.get().get(index);
    }

    @Override
    public int size() {
        return exchanges.get().size();
    }

    @Override
    public Iterator<RecordedExchange> iterator() {
        return exchanges.get().iterator();
    }

    @Override
    public Object[] toArray() {
        return exchanges.get().toArray();
    }
}
