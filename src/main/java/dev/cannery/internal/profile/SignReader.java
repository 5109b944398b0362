package dev.cannery.internal.profile;

import dev.cannery.internal.profile.sign.Recognizer;
import dev.cannery.internal.profile.sign.Sign;
import dev.cannery.internal.profile.sign.Sign.Strength;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the signs by which a provider is recognized, the part {@code signs} of a profile. */
final class SignReader {
    private static final Set<String> PLACES = Set.of("answer", "body", "chunk", "error", "header", "comment");

    private SignReader() {}

    static List<Sign> read(Fields profile) {
        return profile.items("signs").stream().map(SignReader::sign).toList();
    }

    private static Sign sign(SourceValue value) {
        Fields fields = value.fields("a sign");
        String at = fields.text("at", "");
        if (!PLACES.contains(at.replaceAll("\\..*", ""))) {
            value.problem(
                    "a sign must have 'at', a place that begins with answer, body, chunk, error, header or comment,"
                            + " was '" + at + "'");
        }
        Pattern is = fields.find("is").flatMap(SourceValue::pattern).orElse(null);
        Strength strength = fields.find("strength")
                .flatMap(word -> word.word("strength", Strength.class))
                .orElse(Strength.STRONG);
        Sign sign = new Sign(at, is, fields.flag("lacking", false), strength);
        fields.end();
        return sign;
    }

    /** Returns a recognizer of the providers that have a built-in profile. */
    static Recognizer recognizer() {
        Map<String, List<Sign>> signs = new LinkedHashMap<>();
        ProfileReader.builtIn()
                .forEach(name -> signs.put(name, ProfileReader.read(name).signs()));
        return new Recognizer(signs);
    }
}
