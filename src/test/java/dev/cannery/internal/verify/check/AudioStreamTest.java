package dev.cannery.internal.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of audio have a form of their own: a chunk without choices, no finish reason, and a chunk after the usage. */
class AudioStreamTest {
    private static final String AUDIO =
            ",\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"verse\",\"format\":\"pcm16\"}";

    @ParameterizedTest
    @CsvSource({"openai", "lenient"})
    void aStreamOfAudioHasNoFailureAndWarnsOfWhatIsMissing(String profile) throws IOException {
        List<Finding> findings = findings(profile, AUDIO);

        assertThat(findings).noneMatch(Finding::isFailure);
        assertThat(findings).extracting(Finding::code).containsExactlyInAnyOrder("C204", "C406");
    }

    @ParameterizedTest
    @CsvSource({"openai", "lenient"})
    void theSameStreamFailsIfNoAudioWasRequested(String profile) throws IOException {
        assertThat(findings(profile, ""))
                .filteredOn(Finding::isFailure)
                .extracting(Finding::code)
                .contains("C204", "C406");
    }

    private static List<Finding> findings(String profile, String audio) throws IOException {
        ObjectNode request = (ObjectNode)
                Json.parse("{\"model\":\"gpt-audio-1.5\",\"messages\":[{\"role\":\"user\",\"content\":\"Read it\"}]"
                        + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" + audio + "}");
        String body = chunk(
                        "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"refusal\":null},\"finish_reason\":null}],\"usage\":null")
                + chunk(
                        "\"choices\":[{\"index\":0,\"delta\":{\"content\":null,\"audio\":{\"id\":\"audio_s1\",\"transcript\":\"Of course\"}},\"finish_reason\":null}],\"usage\":null")
                + chunk(
                        "\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"UklGRg==\"}},\"finish_reason\":null}],\"usage\":null")
                + chunk("\"usage\":null")
                + chunk("\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":7,\"total_tokens\":16}")
                + chunk("\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"expires_at\":1790000000}}}],\"usage\":null")
                + "data: [DONE]\n\n";
        FindingList findings = new FindingList();
        new ReplyCheck(ProfileReader.read(profile).answers()).success(ChatRequest.of(request), reply(body), findings);
        return findings.findings();
    }

    private static String chunk(String members) {
        return "data: {\"id\":\"chatcmpl-s1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"gpt-audio-1.5\","
                + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_s1\"," + members + "}\n\n";
    }

    private static Reply reply(String body) {
        Duration time = Duration.ofMillis(10);
        return new Reply(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8"),
                List.of(new Reply.Arrival(time, body.getBytes(StandardCharsets.UTF_8))),
                time,
                null);
    }
}
