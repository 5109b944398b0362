package dev.cannery.internal.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.journal.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The journal over HTTP, with WireMock's paths and JSON, but one page at a time. WireMock builds all events before it
 * selects the ten that were requested, and ten thousand of them do not fit into a small heap.
 */
public final class JournalApi extends JournalService {
    private static final String PATH = AdminGuard.ADMIN_ROOT + "/requests";
    private static final String UNMATCHED = PATH + "/unmatched";
    private static final String FIND = PATH + "/find";
    private static final String COUNT = PATH + "/count";
    private static final String REMOVE = PATH + "/remove";
    private static final String REQUESTS = "requests";
    private static final int USUAL_PAGE = 1_000;

    /** A page ends with the event that exceeds this size. */
    private static final long PAGE_BYTES =
            Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

    /** A page shows only the beginning of a longer body. */
    private static final int BODY_BYTES = 64 << 10;

    private final Journal journal;
    private final SearchTime time;

    public JournalApi(Journal journal, SearchTime time, int mostBytes) {
        super(mostBytes);
        this.journal = journal;
        this.time = time;
    }

    public static boolean serves(String method, String path) {
        return (method.equals("GET") && (path.equals(PATH) || path.equals(UNMATCHED)))
                || (method.equals("POST") && (path.equals(FIND) || path.equals(COUNT) || path.equals(REMOVE)));
    }

    @Override
    protected byte[] answer(ReplayedRequest request) throws SearchTime.TooLongException {
        Fields query = Request.extractQueryParameters(request);
        return switch (Request.getPathInContext(request)) {
            case PATH -> {
                Query asked = Query.of(query, USUAL_PAGE);
                yield page(REQUESTS, asked, newest(asked.filter), JournalApi::event, true);
            }
            case UNMATCHED -> {
                Query asked = Query.of(query, Integer.MAX_VALUE);
                List<JournalEntry> unmatched = newest(asked.filter.and(Query::isUnmatched));
                yield page(REQUESTS, asked, unmatched, entry -> event(entry).path("request"), false);
            }
            case FIND -> {
                Query asked = Query.of(query, Integer.MAX_VALUE);
                List<JournalEntry> found = search(asked.filter.and(pattern(request)));
                yield page(REQUESTS, asked, found, entry -> event(entry).path("request"), false);
            }
            case REMOVE -> {
                List<JournalEntry> found = search(pattern(request));
                found.forEach(entry -> journal.remove(entry.id()));
                yield page("serveEvents", Query.of(query, Integer.MAX_VALUE), found, JournalApi::event, false);
            }
            default ->
                ascii("{\n  \"count\" : " + search(pattern(request)).size()
                        + ",\n  \"requestJournalDisabled\" : false\n}");
        };
    }

    /** Matches whole bodies, which are loaded for one event at a time. */
    private static Predicate<JournalEntry> pattern(ReplayedRequest request) {
        RequestPattern pattern = Json.read(new String(request.body(), StandardCharsets.UTF_8), RequestPattern.class);
        return entry -> {
            SearchTime.check();
            return pattern.match(entry.toServeEvent().getRequest(), Map.of()).isExactMatch();
        };
    }

    private List<JournalEntry> search(Predicate<JournalEntry> wanted) throws SearchTime.TooLongException {
        return time.within(() -> newest(wanted));
    }

    private List<JournalEntry> newest(Predicate<JournalEntry> wanted) {
        List<JournalEntry> entries = journal.snapshot();
        Collections.reverse(entries);
        return entries.stream().filter(wanted).toList();
    }

    /**
     * Returns entries as JSON, as many as fit on a page. The object that describes the page is present only if WireMock
     * has one too, or if entries are left out. Pages are built one at a time; otherwise each caller would hold an event
     * with a body of any size in memory.
     */
    private synchronized byte[] page(
            String name,
            Query query,
            List<JournalEntry> wanted,
            Function<JournalEntry, JsonNode> shown,
            boolean isDescribed) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(ascii("{\n  \"" + name + "\" : ["));
        int next = query.offset;
        for (; next < wanted.size() && next - query.offset < query.limit && page.size() < PAGE_BYTES; next++) {
            page.writeBytes(ascii(next == query.offset ? " " : ", "));
            page.writeBytes(Json.write(shown.apply(wanted.get(next))).getBytes(StandardCharsets.UTF_8));
        }
        String more = next < wanted.size() ? ",\n    \"next_offset\" : " + next : "";
        String meta = ",\n  \"meta\" : {\n    \"total\" : " + wanted.size() + more + "\n  }";
        page.writeBytes(ascii(" ]" + (isDescribed || !more.isEmpty() ? meta : "")));
        // WireMock's clients reject unknown fields
        page.writeBytes(ascii(name.equals(REQUESTS) ? ",\n  \"requestJournalDisabled\" : false\n}" : "\n}"));
        return page.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode event(JournalEntry entry) {
        ObjectNode event = Json.getObjectMapper().valueToTree(entry.toServeEvent(BODY_BYTES));
        cut(event.path("request"), entry.requestLength());
        cut(event.path("response"), entry.responseLength());
        return event;
    }

    private static void cut(JsonNode message, long length) {
        if (length > BODY_BYTES && message instanceof ObjectNode object) {
            String text = object.path("body").asText("");
            String shown = text.substring(0, Math.min(text.length(), BODY_BYTES)) + "… [truncated: " + length
                    + " bytes in total; " + PATH + "/{id} shows them]";
            object.put("body", shown);
            object.put("bodyAsBase64", Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The parameters of a request. */
    private record Query(int limit, int offset, Predicate<JournalEntry> filter) {
        static Query of(Fields fields, int usualLimit) {
            Instant since = since(fields);
            Predicate<JournalEntry> filter =
                    entry -> since == null || !entry.at().isBefore(since);
            String stub = fields.getValue("matchingStub");
            if (stub != null) {
                filter = filter.and(entry -> isOf(stub, entry.toServeEvent(0).getStubMapping()));
            }
            if (Boolean.parseBoolean(fields.getValue("unmatched"))) {
                filter = filter.and(Query::isUnmatched);
            }
            return new Query(number("limit", fields, usualLimit), number("offset", fields, 0), filter);
        }

        private static boolean isUnmatched(JournalEntry entry) {
            return !entry.toServeEvent(0).getWasMatched();
        }

        private static boolean isOf(String stub, @Nullable StubMapping mapping) {
            return mapping != null && stub.equals(String.valueOf(mapping.getId()));
        }

        private static int number(String name, Fields fields, int usual) {
            String text = fields.getValue(name);
            if (text == null) {
                return usual;
            }
            if (!text.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "'" + name + "' must be a whole number of 0 or more, was '" + text + "'.");
            }
            return Integer.parseInt(text);
        }

        private static @Nullable Instant since(Fields fields) {
            String text = fields.getValue("since");
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "'since' must be a time such as 2026-01-31T12:00:00Z, was '" + text + "'.", e);
            }
        }
    }
}
