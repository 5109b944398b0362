package dev.cannery.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Passes on sentences for people; one that comes again is counted, and passed on at the 10th, 100th, 1,000th time. */
final class CountedNotices implements Consumer<String> {
    private static final int MOST = 200;

    private final Consumer<String> notices;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    CountedNotices(Consumer<String> notices) {
        this.notices = notices;
    }

    @Override
    public void accept(String sentence) {
        int count = count(sentence);
        if (count == 1) {
            notices.accept(sentence);
        } else if (isPowerOfTen(count)) {
            notices.accept(sentence + " (" + count + " times so far)");
        }
    }

    private synchronized int count(String sentence) {
        if (counts.size() >= MOST && !counts.containsKey(sentence)) {
            counts.remove(counts.keySet().iterator().next());
        }
        return counts.merge(sentence, 1, Integer::sum);
    }

    private static boolean isPowerOfTen(int count) {
        int rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
