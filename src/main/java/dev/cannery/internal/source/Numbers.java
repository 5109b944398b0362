package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads numbers, within bounds that every later computation survives. */
final class Numbers {
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 400;
    private static final String TOO_FAR = "this number is too large or too small";

    private Numbers() {}

    /** The number that is written so: digits with a sign, a fraction or an exponent, or {@code 0x} and {@code 0o}. */
    static JsonNode parse(String text, SourceLocation at) throws SyntaxException {
        if (text.length() > MAX_DIGITS) {
            throw new SyntaxException(at, "this number has more than " + MAX_DIGITS + " digits");
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
            // an exponent that no int holds
            throw new SyntaxException(at, TOO_FAR);
        }
    }
}
