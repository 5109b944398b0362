package dev.cannery.response;

import dev.cannery.chat.ChatRequest;

/**
 * The ids of one answer, in the live API's forms: each grows from a seed and the request's body, so that the same request
 * gets the same ids in every run and another request gets others.
 */
final class DerivedIds {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEXADECIMAL = "0123456789abcdef";

    private final long root;

    private DerivedIds(long root) {
        this.root = root;
    }

    static DerivedIds of(String seed, ChatRequest request) {
        return new DerivedIds(new Fingerprint(0)
                .add(seed)
                .add(request.path())
                .add(request.body())
                .value());
    }

    static DerivedIds of(String seed) {
        return new DerivedIds(new Fingerprint(0).add(seed).value());
    }

    String completionId() {
        return grow("chatcmpl-", ALPHANUMERIC, 29, 0);
    }

    /**
     * The id of one tool call.
     *
     * @param choice the choice's index
     * @param call the call's index in its choice
     */
    String callId(int choice, int call) {
        return grow("call_", ALPHANUMERIC, 24, ((long) choice << 32) + call);
    }

    String requestId() {
        return grow("req_", HEXADECIMAL, 32, 0);
    }

    String systemFingerprint() {
        return grow("fp_", HEXADECIMAL, 10, 0);
    }

    private String grow(String prefix, String letters, int length, long number) {
        long state = new Fingerprint(root).add(prefix).value() + number;
        StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i++) {
            state += 0x9E3779B97F4A7C15L;
            id.append(letters.charAt((int) Long.remainderUnsigned(Fingerprint.scramble(state), letters.length())));
        }
        return id.toString();
    }
}
