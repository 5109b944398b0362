package dev.cannery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.common.Json;
import dev.cannery.contract.Delay;
import dev.cannery.response.Body;
import dev.cannery.response.RenderedResponse;
import dev.cannery.server.provider.Provider;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The journal by HTTP, as WireMock would give it, but page by page: WireMock builds all events before it takes the ten that
 * were asked for, and ten thousand of them are more than a small heap holds.
 */
final class JournalApi {
    private static final String PATH = AdminGuard.ADMIN_ROOT + "/requests";
    private static final int USUAL_PAGE = 1_000;

    /** A page ends with the event that goes beyond this. */
    private static final long PAGE_BYTES =
            Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

    /** Of a longer body only the beginning is shown in a page. */
    private static final int BODY_BYTES = 64 << 10;

    private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

    private final Journal journal;

    JournalApi(Journal journal) {
        this.journal = journal;
    }

    static boolean serves(String method, String path) {
        return method.equals("GET") && path.equals(PATH);
    }

    void answer(Request request, Response response, Callback callback) {
        RenderedResponse answer;
        try {
            answer = whole(page(Query.of(Request.extractQueryParameters(request))));
        } catch (IllegalArgumentException e) {
            answer = failure(422, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            answer = failure(500, "The mock server failed: " + e + ". Ask for fewer requests by 'limit'.");
        }
        AnswerWriter.sendWhole(answer, response, callback);
    }

    private static RenderedResponse whole(byte[] json) {
        return new RenderedResponse(200, HEADERS, new Body.Whole(ByteBuffer.wrap(json)), Delay.NONE);
    }

    private static RenderedResponse failure(int status, String sentence) {
        return ServerErrors.render(ServerErrors.failure(status, sentence), Provider.standard());
    }

    private byte[] page(Query query) {
        List<JournalEntry> entries = new ArrayList<>(journal.snapshot());
        Collections.reverse(entries);
        List<JournalEntry> wanted = entries.stream()
                .filter(entry -> query.since == null || !entry.at().isBefore(query.since))
                .filter(query.filter)
                .toList();
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(ascii("{\n  \"requests\" : ["));
        int next = query.offset;
        for (; next < wanted.size() && next - query.offset < query.limit && page.size() < PAGE_BYTES; next++) {
            page.writeBytes(ascii(next == query.offset ? " " : ", "));
            page.writeBytes(Json.write(event(wanted.get(next))).getBytes(StandardCharsets.UTF_8));
        }
        String more = next < wanted.size() ? ",\n    \"next_offset\" : " + next : "";
        page.writeBytes(ascii(" ],\n  \"meta\" : {\n    \"total\" : " + wanted.size() + more
                + "\n  },\n  \"requestJournalDisabled\" : false\n}"));
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
    private record Query(int limit, int offset, @Nullable Instant since, Predicate<JournalEntry> filter) {
        static Query of(Fields fields) {
            Predicate<JournalEntry> filter = entry -> true;
            String stub = fields.getValue("matchingStub");
            if (stub != null) {
                filter = entry -> entry.toServeEvent(0).getStubMapping() != null
                        && stub.equals(String.valueOf(
                                entry.toServeEvent(0).getStubMapping().getId()));
            }
            if (Boolean.parseBoolean(fields.getValue("unmatched"))) {
                filter = filter.and(entry -> !entry.toServeEvent(0).getWasMatched());
            }
            return new Query(number("limit", fields, USUAL_PAGE), number("offset", fields, 0), since(fields), filter);
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
