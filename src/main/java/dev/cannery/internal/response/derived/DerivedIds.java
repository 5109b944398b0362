package dev.cannery.internal.response.derived;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.Fingerprint;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.chat.style.IdForm;
import dev.cannery.internal.chat.style.IdPattern;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one response in the live API's forms. Each derives from a seed and the request's body: the same request gets the
 * same ids in every run, and another request gets others.
 */
public final class DerivedIds {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final long root;
    private final LongSupplier calls;
    private volatile @Nullable String shared;

    private DerivedIds(long root, LongSupplier calls) {
        this.root = root;
        this.calls = calls;
    }

    /** Returns the ids of the response to this request. */
    public static DerivedIds of(String seed, ChatRequest request) {
        return new DerivedIds(request.fingerprint(seed), () -> ofTexts(seed, request.messages()));
    }

    /** Calls depend on the texts of the conversation only, so that they have the same ids on both endpoints and in both forms. */
    private static long ofTexts(String seed, JsonNode messages) {
        Fingerprint texts = new Fingerprint(0).add(seed);
        for (JsonNode message : messages) {
            texts.add(MessageText.ofContent(message.path("content")).asText(""))
                    .add(message.path("tool_call_id").asText(""));
        }
        return texts.value();
    }

    /**
     * Returns the id of a Response or of one of its items.
     *
     * @param number distinguishes ids of one form
     * @param call the place of a call among the calls
     * @param created when the Response was made, in seconds since 1970
     */
    public String outputId(IdPattern form, long number, int call, long created) {
        return grow(root, form, number, created, name -> switch (name) {
            case "shared" -> shared();
            case "shared_uuid" -> uuid("shared");
            default -> String.valueOf(call);
        });
    }

    /** Returns the digits that a Response shares with its items. */
    private String shared() {
        String known = shared;
        if (known == null) {
            known = grow("shared", HEXADECIMAL, 16, 0).substring(6);
            shared = known;
        }
        return known;
    }

    /** Returns a time in at least eight hexadecimal digits. */
    private static String hexadecimal(long time) {
        // String.format takes a microsecond
        return time == (time & 0xFFFF_FFFFL) ? HexFormat.of().toHexDigits((int) time) : Long.toHexString(time);
    }

    /** Returns the ids of a response that depends only on this text. */
    public static DerivedIds of(String seed) {
        long root = new Fingerprint(0).add(seed).value();
        return new DerivedIds(root, () -> root);
    }

    /**
     * Returns the id of this form: of a completion, or the fingerprint of a backend.
     *
     * @param number distinguishes ids of one form
     * @param created when the response was made, in seconds since 1970
     * @param model the model that answered
     */
    public String id(IdPattern form, long number, long created, String model) {
        return grow(root, form, number, created, name -> model);
    }

    /**
     * Returns the id of one tool call.
     *
     * @param choice the choice's index
     * @param call the call's index in its choice
     * @param created when the response was made, in seconds since 1970
     * @param name the name of the tool
     */
    public String callId(IdPattern form, int choice, int call, long created, String name) {
        return grow(
                calls.getAsLong(),
                form,
                ((long) choice << 32) + call,
                created,
                place -> place.equals("n") ? String.valueOf(call) : name);
    }

    /**
     * Returns the id of an audio response.
     *
     * @param choice the choice's index
     */
    public String audioId(int choice) {
        return grow("audio_", HEXADECIMAL, 32, choice);
    }

    /**
     * Returns the id of the HTTP request.
     *
     * @param header the header that carries it; each header gets its own UUID
     */
    public String requestId(IdForm form, String header) {
        return form == IdForm.REQ ? grow("req_", HEXADECIMAL, 32, 0) : uuid(header);
    }

    private String uuid(String header) {
        Fingerprint high = new Fingerprint(root).add(header);
        long low = Fingerprint.scramble(high.value());
        // version 4, variant 1, like a random UUID
        return new UUID((high.value() & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62)).toString();
    }

    /**
     * Fills a range with meaningless letters, different for each chunk number.
     *
     * @param bytes the array to write to, from {@code at} on
     */
    public void pad(byte[] bytes, int at, int length, int chunk) {
        long state = root + chunk * Fingerprint.STEP;
        for (int i = 0; i < length; i++) {
            if ((i & 7) == 0) {
                state = Fingerprint.scramble(state + Fingerprint.STEP);
            }
            // each of its bytes chooses one of eight letters
            int choice = (int) (state >>> (8 * (i & 7))) & 0xFF;
            bytes[at + i] = (byte) ALPHANUMERIC.charAt((choice * ALPHANUMERIC.length()) >>> 8);
        }
    }

    /** Returns a number from 0 (inclusive) to 1 (exclusive) that is fixed for one token of one text. */
    public double fraction(String text, int choice, int token) {
        long number = ((long) choice << 32) + token;
        return (Fingerprint.scramble(new Fingerprint(root).add(text).value() + number) >>> 11) * 0x1p-53;
    }

    private String grow(String prefix, String letters, int length, long number) {
        StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
        grow(id, letters, length, new Fingerprint(root).add(prefix).value() + number);
        return id.toString();
    }

    private String grow(long from, IdPattern form, long number, long created, UnaryOperator<String> named) {
        StringBuilder id = new StringBuilder();
        long state = new Fingerprint(from).add(form.prefix()).value() + number;
        for (IdPattern.Atom atom : form.atoms()) {
            if (atom instanceof IdPattern.Atom.Text text) {
                id.append(text.text());
            } else if (atom instanceof IdPattern.Atom.Letters letters) {
                state = grow(id, letters.alphabet(), letters.length(), state);
            } else if (atom instanceof IdPattern.Atom.Uuid) {
                id.append(uuid(form.prefix() + number));
            } else if (atom instanceof IdPattern.Atom.Named place) {
                id.append(
                        switch (place.name()) {
                            case "created" -> String.valueOf(created);
                            case "time" -> hexadecimal(created);
                            case "date" -> DATE.format(Instant.ofEpochSecond(created));
                            default -> named.apply(place.name());
                        });
            }
        }
        return id.toString();
    }

    private static long grow(StringBuilder id, String letters, int length, long from) {
        long state = from;
        for (int i = 0; i < length; i++) {
            state += Fingerprint.STEP;
            // the upper half of a product is much faster than a remainder
            id.append(letters.charAt((int) (((Fingerprint.scramble(state) >>> 32) * letters.length()) >>> 32)));
        }
        return state;
    }
}
