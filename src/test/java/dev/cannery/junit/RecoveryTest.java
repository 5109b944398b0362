package dev.cannery.junit;

import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cannery.GoldenFile;
import dev.cannery.Misbehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ChatMockTest(strictness = Strictness.LENIENT)
class RecoveryTest {
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'get_weather'}}]";
    private static final String CALL = "{'role':'assistant','tool_calls':[{'id':'call_1','type':'function',"
            + "'function':{'name':'get_weather','arguments':'ARGUMENTS'}}]}";
    private static final String RESULT =
            "{'role':'tool','tool_call_id':'call_1','content':'These arguments are not JSON.'}";

    @Test
    void aCarefulAgentRecovers(ChatMock mock) {
        misbehaveOnce(mock);
        ask(mock);
        ask(mock, CALL.replace("ARGUMENTS", "{}"), RESULT);

        // region recovers
        mock.assertRecovered(); // or, with the imports for AssertJ:
        assertThat(mock).recoveredWithin(1);
        // endregion
        mock.assertRecovered(1);
        assertThat(mock).recovered();
    }

    @Test
    void eachDutyThatIsBrokenIsNamedWithItsRequest(ChatMock mock) {
        List<String> failures = new ArrayList<>();
        failures.add(failure(mock, 9));
        misbehaveOnce(mock);
        ask(mock);
        failures.add(failure(mock, 9));
        ask(mock, CALL.replace("ARGUMENTS", "{}"));
        failures.add(failure(mock, 9));

        GoldenFile.of("junit/not-recovered.txt").assertHolds(String.join("\n\n", failures) + "\n");
    }

    @Test
    void nothingBrokenIsSentBack(ChatMock mock) {
        misbehaveOnce(mock);
        ask(mock);
        ask(mock, CALL.replace("ARGUMENTS", "{city: Paris,}"), RESULT);

        GoldenFile.of("junit/sent-back-broken.txt").assertHolds(failure(mock, 9) + "\n");
    }

    @Test
    void noEmptyMessageIsSentBack(ChatMock mock) {
        misbehaveOnce(mock);
        ask(mock);
        ask(mock, "{'role':'assistant','content':''}", "{'role':'user','content':'Go on'}");

        GoldenFile.of("junit/sent-back-empty.txt").assertHolds(failure(mock, 9) + "\n");
    }

    @Test
    void anAgentThatRetriesTooOftenDoesNotRecover(ChatMock mock) {
        misbehaveOnce(mock);
        ask(mock);
        ask(mock);
        ask(mock);

        GoldenFile.of("junit/recovered-late.txt").assertHolds(failure(mock, 1) + "\n");
    }

    private static void misbehaveOnce(ChatMock mock) {
        mock.reply(
                toolCall("get_weather", Map.of("city", "Paris")).misbehaving(Misbehaviour.BROKEN_ARGUMENTS),
                text("It is sunny."));
    }

    private static String failure(ChatMock mock, int within) {
        return String.valueOf(catchThrowable(() -> mock.assertRecovered(within)))
                .replaceAll("Test\\.java:\\d+", "Test.java:LINE");
    }

    private static void ask(ChatMock mock, String... more) {
        String messages = "{'role':'user','content':'The weather?'}" + (more.length == 0 ? "" : ",");
        new Agent(mock.baseUrl())
                .send(("{'model':'gpt-4o'," + TOOLS + ",'messages':[" + messages + String.join(",", more) + "]}")
                        .replace('\'', '"'));
    }
}
