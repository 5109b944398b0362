package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.answer.ServerEvent.Kind;
import dev.cannery.internal.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeLogTest {
    private static final String NASTY = "a \u001b[31mred\u001b[0m prompt\r\nwith \"quotes\"\u2028and \u009b1m";

    /** Returns every kind of line as printed with these options. */
    private static String printed(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        LogOptions options = new LogOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(arguments);
        try (ServeLog log = new ServeLog(options, Terminal.out(command), Terminal.err(command), () -> Instant.EPOCH)) {
            log.info("started", "cannery: 1 interaction in 1 contract from contracts");
            log.listening("listening on http://127.0.0.1:8080/v1", Map.of("url", "http://127.0.0.1:8080/v1"));
            log.hint("try: curl http://127.0.0.1:8080/v1/models");
            log.warning("no_contract", "no contract was found, so every chat request will miss");
            log.error("contract", "a.yaml:1:1 expected a list");
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", "/v1/chat/completions");
            fields.put("status", 404);
            log.report(new ServerEvent(Kind.MISS, "No interaction matches.\n  MISS  prompt  " + NASTY + "\n", fields));
            log.report(new ServerEvent(Kind.DEFECT, "the answer does not fit", Map.of("interaction", NASTY)));
        }
        return (out + "----\n" + err).replace("\r\n", "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "text.txt,",
        "timestamps.txt, --timestamps",
        "json.txt, --log-format=json",
        "quiet.txt, --quiet",
        "quiet-json.txt, --quiet --log-format=json"
    })
    void printsInTheFormatOfItsOptions(String file, String options) {
        String[] arguments = options == null ? new String[0] : options.split(" ");

        GoldenFile.of("serve/" + file).assertHolds(printed(arguments));
    }

    @Test
    void eachLineOfJsonHasTheContentOfTheEvent() throws Exception {
        for (String line : printed("--log-format=json").lines().toList()) {
            if (!line.equals("----")) {
                JsonNode object = Json.parse(line);
                assertThat(object.path("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
                assertThat(object.path("message").asText()).isNotEmpty();
                assertThat(object.path("interaction").asText(NASTY)).isEqualTo(NASTY);
            }
            assertThat(line.chars()).noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028);
        }
    }
}
