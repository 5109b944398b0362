package dev.cannery.internal.response.derived;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.IdForm;
import java.util.UUID;

/**
 * The ids of one response in the live API's forms. Each derives from a seed and the request's body: the same request gets the
 * same ids in every run, and another request gets others.
 */
public final class DerivedIds {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEXADECIMAL = "0123456789abcdef";

    private final long root;

    private DerivedIds(long root) {
        this.root = root;
    }

    /** Returns the ids of the response to this request. */
    public static DerivedIds of(String seed, ChatRequest request) {
        return new DerivedIds(new Fingerprint(0)
                .add(seed)
                .add(request.path())
                .add(request.body())
                .value());
    }

    /** Returns the ids of a response that depends only on this text. */
    public static DerivedIds of(String seed) {
        return new DerivedIds(new Fingerprint(0).add(seed).value());
    }

    /** Returns the id of the completion. */
    public String completionId() {
        return grow("chatcmpl-", ALPHANUMERIC, 29, 0);
    }

    /**
     * Returns the id of one tool call.
     *
     * @param choice the choice's index
     * @param call the call's index in its choice
     */
    public String callId(int choice, int call) {
        return grow("call_", ALPHANUMERIC, 24, ((long) choice << 32) + call);
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

    /** Returns the fingerprint of the backend. */
    public String systemFingerprint() {
        return grow("fp_", HEXADECIMAL, 10, 0);
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
        long state = new Fingerprint(root).add(prefix).value() + number;
        StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            state += Fingerprint.STEP;
            // the upper half of a product is much faster than a remainder
            id.append(letters.charAt((int) (((Fingerprint.scramble(state) >>> 32) * letters.length()) >>> 32)));
        }
        return id.toString();
    }
}
