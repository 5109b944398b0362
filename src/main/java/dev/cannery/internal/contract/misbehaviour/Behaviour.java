package dev.cannery.internal.contract.misbehaviour;

import dev.cannery.Misbehaviour;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A misbehaviour: changes a valid canned answer. */
interface Behaviour {
    /** Returns the name of the misbehaviour, such as {@code CUT_ARGUMENTS}. */
    String name();

    /** Returns the parts that an answer must have for the misbehaviour. */
    Need need();

    /** Changes the draft; returns false if it finds nothing to change. */
    boolean spoil(Draft draft);

    /** Returns the behaviour of a misbehaviour's word. */
    static Behaviour of(Misbehaviour word) {
        return Objects.requireNonNull(Table.BY_WORD.get(word), word.word());
    }

    /** All behaviours by their words. */
    final class Table {
        private static final Map<Misbehaviour, Behaviour> BY_WORD = new EnumMap<>(Misbehaviour.class);

        static {
            Stream.<Behaviour[]>of(
                            ArgumentBehaviour.values(),
                            CallBehaviour.values(),
                            TextBehaviour.values(),
                            JsonBehaviour.values(),
                            LimitBehaviour.values(),
                            EnvelopeBehaviour.values())
                    .flatMap(Stream::of)
                    .forEach(behaviour -> BY_WORD.put(Misbehaviour.valueOf(behaviour.name()), behaviour));
        }

        private Table() {}
    }
}
