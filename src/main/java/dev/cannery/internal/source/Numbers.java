package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Parses numbers within bounds that are safe for later computations. */
final class Numbers {
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 400;
    private static final String TOO_FAR = "the number is too large or too small";

    private Numbers() {}

    /** Parses a number: digits with a sign, a fraction or an exponent, or {@code 0x} and {@code 0o}. */
    static JsonNode parse(String text, SourceLocation at) throws SyntaxException {
        if (text.length() > MAX_DIGITS) {
            throw new SyntaxException(at, "the number has more than " + MAX_DIGITS + " digits");
        }
        if (text.startsWith("0x")) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(text.substring(2), 16));
        }
        if (text.startsWith("0o")) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(text.substring(2), 8));
        }
        if (text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+')) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(text));
        }
        BigDecimal number = decimal(text, at);
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw new SyntaxException(at, TOO_FAR);
        }
        return DecimalNode.valueOf(number);
    }

    private static BigDecimal decimal(String text, SourceLocation at) throws SyntaxException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            // the exponent does not fit an int
            throw new SyntaxException(at, TOO_FAR);
        }
    }
}
