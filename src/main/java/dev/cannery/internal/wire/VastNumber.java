package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that does not fit a double, such as 1e999. It is displayed as it was written. For computations it is the greatest
 * double, or a decimal with few enough digits to be fast; JSON has no infinity.
 */
final class VastNumber extends NumericNode {
    private static final long serialVersionUID = 1L;
    /** Greater than any exponent that a contract may contain, so that comparisons are correct. */
    private static final int EXPONENT = 1_000;

    private final String written;
    private final int sign;

    /** Creates a number from its text. */
    VastNumber(String written) {
        this.written = written;
        this.sign = written.startsWith("-") ? -1 : 1;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isFloatingPointNumber() {
        return true;
    }

    @Override
    public Number numberValue() {
        return decimalValue();
    }

    @Override
    public BigDecimal decimalValue() {
        return BigDecimal.valueOf(sign).scaleByPowerOfTen(EXPONENT);
    }

    @Override
    public BigInteger bigIntegerValue() {
        return decimalValue().toBigInteger();
    }

    @Override
    public double doubleValue() {
        return sign * Double.MAX_VALUE;
    }

    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public boolean canConvertToInt() {
        return false;
    }

    @Override
    public boolean canConvertToLong() {
        return false;
    }

    @Override
    public String asText() {
        return written;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeNumber(written);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VastNumber number && written.equals(number.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }
}
