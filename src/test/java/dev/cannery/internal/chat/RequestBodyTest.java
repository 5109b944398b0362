package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    @Test
    void saysWhereTheJsonBreaksOff() {
        assertThatThrownBy(() -> parse("{\"model\":"))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageStartingWith("the request's body is not JSON, line 1, column 10: ");
    }

    @Test
    void saysInPlainWordsThatABodyNestsTooDeep() {
        assertThatThrownBy(() -> parse("[".repeat(501)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("nesting depth (501)")
                .hasMessageEndingWith("(500)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0 80",
                "c0 af",
                "c1 bf",
                "c2",
                "c2 41",
                "c3 28",
                "e0 80 af",
                "e0 9f bf",
                "e2 82",
                "e2 28 a1",
                "ed a0 80",
                "ed bf bf",
                "ed a0 bd ed b8 80",
                "f0 80 80 af",
                "f0 8f bf bf",
                "f0 9f 98",
                "f0 28 8c bc",
                "f4 90 80 80",
                "f5 80 80 80",
                "f8 88 80 80 80",
                "fc 84 80 80 80 80",
                "fe",
                "ff",
                "e2 82 ac 82"
            })
    void bytesThatAreNotUtf8AreRefusedWhereverTheyStand(String hex) {
        byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(hex);
        for (String place :
                List.of("{\"a\":\"@\"}", "{\"a@\":1}", "{\"aaaaaaaaaaaaaaaaaaaaaaa\":[\"é€😀@ and more\"]}")) {
            assertThatThrownBy(() -> RequestBody.parse(with(place, wrong)))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageStartingWith("the request's body is not UTF-8, line 1, column ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff})
    void everyCharacterOfUnicodeIsRead(int character) throws MalformedRequestException {
        String text = "x".repeat(character & 7) + Character.toString(character);
        byte[] body = ("{\"" + text + "\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(RequestBody.parse(body).get(text).textValue()).isEqualTo(text);
    }

    @Test
    void agreesWithTheDecoderOfThePlatform() {
        Random random = new Random(7);
        int[] tempting = {0x20, 0x7f, 0x80, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(14)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) tempting[random.nextInt(tempting.length)];
            }
            assertThat(Utf8.firstFault(bytes) < 0)
                    .as("%s", HexFormat.of().formatHex(bytes))
                    .isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] with(String place, byte[] inserted) {
        int at = place.indexOf('@');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(place.substring(0, at).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(inserted);
        bytes.writeBytes(place.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static void parse(String body) throws MalformedRequestException {
        RequestBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
