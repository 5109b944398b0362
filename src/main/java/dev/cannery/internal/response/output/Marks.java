package dev.cannery.internal.response.output;

import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.TokenCounts;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.JsonPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks in a Response that is written once for many requests. They stand for its ids, which derive from the request, and for its
 * token counts.
 */
public final class Marks {
    /** A fragment of a text. */
    static final int DELTA = 0;
    /** The letters that hide the length of a fragment. */
    static final int PADDING = 1;
    /** The number of an event. */
    static final int NUMBER = 2;
    /** The probabilities of the tokens of a fragment. */
    static final int LOGPROBS = 3;
    /** The first of the marks for token counts. */
    private static final int COUNTS = 4;

    private static final List<Slot> COUNTED = List.copyOf(Slot.COUNTS);
    /** The first of the marks for ids. */
    private static final int IDS = COUNTS + COUNTED.size();
    /** The number of a Response among its items. */
    private static final int RESPONSE = -1;

    private final List<IdOf> ids = new ArrayList<>();

    /** Creates the marks of a Response without ids. */
    Marks() {}

    /** The owner of an id: a call if there is no kind, otherwise the Response or one of its items. */
    private record IdOf(OutputForm.@Nullable Id kind, int number, int call) {}

    /** Returns the mark for the id of the Response. */
    Json.Writing id() {
        return mark(new IdOf(OutputForm.Id.RESPONSE, RESPONSE, 0));
    }

    /** Returns the mark for the id of an item, or for its encrypted text. */
    Json.Writing id(OutputForm.Id kind, int number) {
        return mark(new IdOf(kind, number, 0));
    }

    /**
     * Returns the mark for the id of the item of a call.
     *
     * @param number the place of the item among the items
     * @param call the place of the call among the calls
     */
    Json.Writing id(OutputForm.Id kind, int number, int call) {
        return mark(new IdOf(kind, number, call));
    }

    /** Returns the mark for the id of a call, by its place among the calls of the message. */
    Json.Writing callId(int number) {
        return mark(new IdOf(null, number, number));
    }

    private Json.Writing mark(IdOf id) {
        int known = ids.indexOf(id);
        if (known < 0) {
            known = ids.size();
            ids.add(id);
        }
        return JsonPattern.mark(IDS + known);
    }

    /** Returns the values of the {@code usage} object, all of them marks. */
    static Values counts() {
        Values values = new Values(null);
        for (int i = 0; i < COUNTED.size(); i++) {
            values.put(COUNTED.get(i), JsonPattern.mark(COUNTS + i));
        }
        return values;
    }

    /**
     * The values of the marks for one request.
     *
     * @param id the id of the Response
     * @param callIds the ids of the calls of its message
     * @param usage its token counts
     * @param ids derives the ids of its items
     * @param created when it was made, in seconds since 1970
     * @param form its form
     */
    public record Given(
            String id, List<String> callIds, CannedUsage usage, DerivedIds ids, long created, OutputForm form) {
        public Given {
            callIds = List.copyOf(callIds);
        }
    }

    /** Returns the values of the marks for one request. */
    public JsonPattern.Values values(Given given) {
        byte[][] known = new byte[ids.size()][];
        return mark -> {
            if (mark >= IDS) {
                byte[] id = known[mark - IDS];
                if (id == null) {
                    id = JsonPattern.text(idOf(ids.get(mark - IDS), given));
                    known[mark - IDS] = id;
                }
                return id;
            }
            return mark < COUNTS
                    ? null
                    : number(TokenCounts.of(COUNTED.get(mark - COUNTS), given.usage())
                            .orElseThrow());
        };
    }

    private static String idOf(IdOf of, Given given) {
        OutputForm.Id kind = of.kind();
        if (kind == null) {
            return given.callIds().get(of.number());
        }
        return of.number() == RESPONSE
                ? given.id()
                : given.ids().outputId(given.form().of(kind), of.number(), of.call(), given.created());
    }

    /** Returns a number as JSON. */
    static byte[] number(long number) {
        if (number < 0 || number >= 100_000) {
            return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
        }
        // each event of a stream has one: half the time of a String
        int left = (int) number;
        byte[] digits = new byte[left < 10 ? 1 : left < 100 ? 2 : left < 1_000 ? 3 : left < 10_000 ? 4 : 5];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return digits;
    }
}
