package dev.cannery.internal.server.chaos;

import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.CannedFault.Break;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.CannedFault.Kind;
import dev.cannery.internal.contract.format.ResponseForm;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.source.UnknownWord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault of one response, written as {@code 429}, {@code reset}, {@code stall after 3}, {@code delay 2s} or {@code
 * misbehave cut_arguments}, for example.
 */
public sealed interface InjectedFault {
    /**
     * The provider responds with an error of this status.
     *
     * @param status 400 to 599
     */
    record Refusal(int status) implements InjectedFault {}

    /**
     * There is no HTTP response.
     *
     * @param kind what happens instead
     */
    record NoAnswer(Kind kind) implements InjectedFault {}

    /**
     * The response breaks off or is malformed.
     *
     * @param fault how it breaks
     */
    record Breakage(Break fault) implements InjectedFault {}

    /**
     * The response is late.
     *
     * @param by the additional delay
     */
    record Late(Duration by) implements InjectedFault {}

    /**
     * The model, or its server, misbehaves in a response that is valid HTTP.
     *
     * @param words the misbehaviours, in order
     */
    record Misbehaving(List<Misbehaviour> words) implements InjectedFault {
        public Misbehaving {
            words = List.copyOf(words);
        }
    }

    /**
     * Parses a fault.
     *
     * @throws IllegalArgumentException if the text is not a fault; the message says what would be right
     */
    static InjectedFault parse(String text) {
        return Words.parse(text.strip());
    }

    /**
     * Parses the words of misbehaviours.
     *
     * @throws IllegalArgumentException if one is unknown; the message says what would be right
     */
    static List<Misbehaviour> misbehaviours(List<String> words) {
        return words.stream().map(Words::misbehaviour).toList();
    }

    /**
     * The grammar: a status, {@code delay TIME}, {@code misbehave WORD…}, or a kind with {@code after N} and {@code
     * over TIME} where it allows them.
     */
    final class Words {
        private static final Pattern FORM =
                Pattern.compile("(\\w+)(?: +after +(\\d{1,9}))?(?: +over +(\\S+))?|delay +(\\S+)");

        private static final String MISBEHAVE = ResponseForm.FORM.misbehave.word();

        private Words() {}

        private static InjectedFault parse(String text) {
            List<String> words = List.of(text.split("\\s+"));
            if (words.get(0).equals(MISBEHAVE)) {
                return misbehaving(words.subList(1, words.size()));
            }
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a fault. Use a status, 'delay 2s', or a kind such as"
                                + " 'reset', 'stall after 3' or 'slow_body over 2s'");
            }
            if (matcher.group(4) != null) {
                return new Late(time(matcher.group(4), text));
            }
            String word = matcher.group(1);
            boolean isBare = matcher.group(2) == null && matcher.group(3) == null;
            if (isBare && word.matches("\\d+")) {
                return status(word);
            }
            if (isBare && word.equals("delay")) {
                throw new IllegalArgumentException("'delay' needs a time, such as 'delay 2s'");
            }
            Optional<Kind> kind = isBare ? kind(word) : Optional.empty();
            return kind.isPresent() ? new NoAnswer(kind.get()) : flaw(word, matcher.group(2), matcher.group(3), text);
        }

        private static InjectedFault misbehaving(List<String> words) {
            if (words.isEmpty()) {
                throw new IllegalArgumentException(
                        "'misbehave' needs a misbehaviour, such as 'misbehave cut_arguments'");
            }
            return new Misbehaving(misbehaviours(words));
        }

        private static Misbehaviour misbehaviour(String word) {
            return Misbehaviour.ofWord(word)
                    .orElseThrow(() -> new IllegalArgumentException(UnknownWord.sentence(
                            "misbehaviour",
                            word,
                            Arrays.stream(Misbehaviour.values())
                                    .map(Misbehaviour::word)
                                    .toList())));
        }

        private static InjectedFault status(String word) {
            if (!word.matches("[45]\\d\\d")) {
                throw new IllegalArgumentException("an error status is 400 to 599, was " + word);
            }
            return new Refusal(Integer.parseInt(word));
        }

        private static Optional<Kind> kind(String word) {
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        private static InjectedFault flaw(String word, @Nullable String after, @Nullable String over, String text) {
            BreakKind kind = Arrays.stream(BreakKind.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown fault '" + word + "'." + hint(word)));
            if (after != null && !kind.countsChunks()) {
                throw new IllegalArgumentException("'" + text + "': " + word + " does not come after a chunk");
            }
            if (over == null && kind.takesTime()) {
                throw new IllegalArgumentException("'" + word + "' needs a time, such as '" + word + " over 2s'");
            }
            if (over != null && !kind.takesTime()) {
                throw new IllegalArgumentException("'" + text + "': " + word + " takes no time");
            }
            int chunks = after == null ? (kind.needsChunks() ? 1 : 0) : Integer.parseInt(after);
            return new Breakage(new Break(kind, chunks, over == null ? Duration.ZERO : time(over, text)));
        }

        private static Duration time(String word, String text) {
            return Durations.parse(word)
                    .filter(time -> !time.isZero() && time.compareTo(Duration.ofDays(1)) <= 0)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + text + "': expected a duration such as 400ms, 1.5s or 2m, was '" + word + "'"));
        }

        private static String hint(String word) {
            List<String> known = Stream.concat(
                            Arrays.stream(Kind.values()).map(Kind::word),
                            Stream.concat(
                                    Arrays.stream(BreakKind.values()).map(BreakKind::word),
                                    Stream.of("delay", MISBEHAVE)))
                    .distinct()
                    .toList();
            String near = Suggestion.sentence(word, known);
            return near.isEmpty() ? " Known: a status such as 429, " + String.join(", ", known) : near;
        }
    }
}
