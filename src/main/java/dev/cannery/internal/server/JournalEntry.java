package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedExchange;
import java.time.Instant;
import java.util.UUID;

/** One exchange in the journal, kept as it came; each of its two views is built only when somebody looks. */
sealed interface JournalEntry permits ChatExchange, StubExchange {
    /** The entry's id, in both views. */
    UUID id();

    /** About how many bytes of memory the entry holds. */
    long weight();

    /** Whether the request got no answer that its sender can have wanted: it missed, was refused, or failed. */
    boolean isTrouble();

    /** The exchange for users of this server. */
    RecordedExchange toRecorded();

    /** The exchange for WireMock's admin API and {@code verify}. */
    default ServeEvent toServeEvent() {
        return toServeEvent(Integer.MAX_VALUE);
    }

    /** As {@link #toServeEvent()}, of whose bodies only so many bytes need to be there. */
    ServeEvent toServeEvent(int bodyBytes);

    /** When the request had been received. */
    Instant at();

    /** How many bytes the body of the request has. */
    long requestLength();

    /** How many bytes the body of the answer has. */
    long responseLength();
}
