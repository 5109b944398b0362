package dev.cannery.internal.chat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes that are not UTF-8. The JSON parser accepts overlong forms and unpaired surrogates, which the live API refuses.
 */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Returns the index of the first byte that is not valid UTF-8; -1 when all bytes are. */
    static int firstFault(byte[] text) {
        int at = 0;
        while (true) {
            at = skipAscii(text, at);
            if (at == text.length) {
                return -1;
            }
            int length = lengthAt(text, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
    }

    /** Skips ASCII, eight bytes at a time: nearly all bodies are ASCII only. */
    private static int skipAscii(byte[] text, int from) {
        int at = from;
        while (at + Long.BYTES <= text.length && ((long) LONGS.get(text, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < text.length && text[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Returns the length in bytes of the non-ASCII character that begins here, 0 when it is invalid; by the table of RFC 3629. */
    private static int lengthAt(byte[] text, int at) {
        int first = text[at] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (at + length > text.length) {
            return 0;
        }
        int second = text[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
