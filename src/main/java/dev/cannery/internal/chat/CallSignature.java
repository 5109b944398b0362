package dev.cannery.internal.chat;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The signature of the reasoning before a tool call, as Gemini sends it and wants it back. It derives from the call's id and
 * name alone, so that a later request can be checked without memory of the earlier one.
 *
 * @param text the signature, in Base64
 */
public record CallSignature(String text) {
    private static final int WORDS = 8;

    /** Returns the signature of a call. */
    public static CallSignature of(@Nullable String callId, String name) {
        long state = new Fingerprint(0).add(String.valueOf(callId)).add(name).value();
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (int i = 0; i < WORDS; i++) {
            state += Fingerprint.STEP;
            bytes.putLong(Fingerprint.scramble(state));
        }
        return new CallSignature(Base64.getEncoder().encodeToString(bytes.array()));
    }

    /**
     * Whether this may be what a client sends back for the call: the signature itself, or one of another length, which is from
     * a recorded response and cannot be checked.
     */
    public boolean mayBe(String sent) {
        return sent.equals(text) || sent.length() != text.length();
    }
}
