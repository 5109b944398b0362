package dev.cannery.internal.chat.tokens;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens of a vocabulary and their ranks, in the order of its file, of which each line is a token in Base64, a space and
 * a rank. A map to go through and no more: the library reads each line as a text and hashes each array by its identity,
 * which is half of what its vocabulary costs a start.
 */
final class TokenTable extends AbstractMap<byte[], Integer> {
    private static final int USUAL_SIZE = 200_000;

    private final List<Entry<byte[], Integer>> entries = new ArrayList<>(USUAL_SIZE);

    private TokenTable() {}

    static Map<byte[], Integer> parse(byte[] file) {
        TokenTable table = new TokenTable();
        Base64.Decoder base64 = Base64.getDecoder();
        int start = 0;
        while (start < file.length) {
            int space = endOf(file, start, ' ');
            int end = endOf(file, space, '\n');
            byte[] token = base64.decode(Arrays.copyOfRange(file, start, space));
            table.entries.add(new SimpleImmutableEntry<>(token, number(file, space + 1, end)));
            start = end + 1;
        }
        return table;
    }

    private static int endOf(byte[] file, int start, char mark) {
        int end = start;
        while (end < file.length && file[end] != mark) {
            end++;
        }
        return end;
    }

    private static int number(byte[] file, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + file[i] - '0';
        }
        return number;
    }

    @Override
    public Set<Entry<byte[], Integer>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<byte[], Integer>> iterator() {
                return entries.iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }
}
