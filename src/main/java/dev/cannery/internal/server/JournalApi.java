package dev.cannery.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
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
 * The journal by HTTP, as WireMock would give it, but page by page: WireMock builds all events before it takes the ten that
 * were asked for, and ten thousand of them are more than a small heap holds.
 */
final class JournalApi extends JournalService {
    private static final String PATH = AdminGuard.ADMIN_ROOT + "/requests";
    private static final String UNMATCHED = PATH + "/unmatched";
    private static final String FIND = PATH + "/find";
    private static final String COUNT = PATH + "/count";
    private static final String REMOVE = PATH + "/remove";
    private static final String REQUESTS = "requests";
    private static final int USUAL_PAGE = 1_000;

    /** A page ends with the event that goes beyond this. */
    private static final long PAGE_BYTES =
            Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

    /** Of a longer body only the beginning is shown in a page. */
    private static final int BODY_BYTES = 64 << 10;

    private final Journal journal;
    private final SearchTime time;

    JournalApi(Journal journal, SearchTime time, int mostBytes) {
        super(mostBytes);
        this.journal = journal;
        this.time = time;
    }

    static boolean serves(String method, String path) {
        return (method.equals("GET") && (path.equals(PATH) || path.equals(UNMATCHED)))
                || (method.equals("POST") && (path.equals(FIND) || path.equals(COUNT) || path.equals(REMOVE)));
    }

    @Override
    byte[] answer(ReplayedRequest request) throws SearchTime.TooLongException {
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

    /** Looks at whole bodies, of one event after the other. */
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
     * Returns entries as JSON, as many as a page holds; an object that describes the page only where WireMock has one or it is
     * not all. One page at a time: as many events as callers would be in memory otherwise, each with a body of any length.
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
        // clients of WireMock refuse what they do not expect
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
            String shown = text.substring(0, Math.min(text.length(), BODY_BYTES)) + "… [cut here: " + length
                    + " bytes in all; " + PATH + "/{id} shows them]";
            object.put("body", shown);
            object.put("bodyAsBase64", Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What was asked for. */
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
                        "'" + name + "' is a whole number of 0 or more, was '" + text + "'.");
            }
            return Integer.parseInt(text);
        }

        private static @Nullable Instant since(Fields fields) {
            String text = fields.getValue("since");
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "'since' is a time such as 2026-01-31T12:00:00Z, was '" + text + "'.", e);
            }
        }
    }
}
