package dev.cannery.junit.assertj;

import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.prompt;
import static dev.cannery.Rules.temperature;
import static dev.cannery.Rules.within;
import static dev.cannery.junit.assertj.ChatAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cannery.GoldenFile;
import dev.cannery.Interaction;
import dev.cannery.RecordedExchange;
import dev.cannery.junit.Agent;
import dev.cannery.junit.CallAssert;
import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.junit.Strictness;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ChatMockTest(strictness = Strictness.LENIENT)
class ChatAssertionsTest {
    @BeforeEach
    void talk(ChatMock mock) {
        mock.add(
                Interaction.named("greets").when(prompt(contains("H"))).reply("Hi"),
                Interaction.named("parts").when(prompt("Bye")).reply("100 %n of good-byes"));
        new Agent(mock.baseUrl()).ask("Hello");
        new Agent(mock.baseUrl()).ask("Hello 100 %n", 0.7, true);
    }

    static Stream<Arguments> wrongCalls() {
        return Stream.of(
                pair(
                        mock -> mock.assertCalled("parts"),
                        mock -> assertThat(mock).wasCalled("parts")),
                pair(mock -> mock.assertNotCalled(), mock -> assertThat(mock).wasNotCalled()),
                pair(
                        mock -> mock.assertNotCalled("greets"),
                        mock -> assertThat(mock).wasNotCalled("greets")),
                pair(
                        mock -> mock.assertCalled().once(),
                        mock -> assertThat(mock).once()),
                pair(
                        mock -> mock.assertCalled("greets").times(3),
                        mock -> assertThat(mock).wasCalled("greets").times(3)),
                pair(
                        mock -> mock.assertCalled("greets").streamed(),
                        mock -> assertThat(mock).wasCalled("greets").streamed()),
                pair(
                        mock -> mock.assertCalled().notStreamed(),
                        mock -> assertThat(mock).wasCalled().notStreamed()),
                pair(
                        mock -> mock.assertCalled("greets").with(temperature(within(0, 0.1))),
                        mock -> assertThat(mock).wasCalled("greets").with(temperature(within(0, 0.1)))),
                pair(
                        mock -> mock.assertCalled("greets").retriedAfter(Duration.ofMinutes(1)),
                        mock -> assertThat(mock).wasCalled("greets").retriedAfter(Duration.ofMinutes(1))),
                pair(
                        mock -> mock.assertInOrder("greets", "parts"),
                        mock -> assertThat(mock).wasCalledInOrder("greets", "parts")),
                pair(
                        mock -> mock.assertCalled("greats"),
                        mock -> assertThat(mock).wasCalled("greats")),
                pair(
                        mock -> CallAssert.of(mock.lastExchange()).notStreamed(),
                        mock -> assertThat(mock.lastExchange()).notStreamed()),
                pair(
                        mock -> CallAssert.of(mock.lastExchange()).with(prompt("Bye")),
                        mock -> assertThat(mock.lastExchange()).with(prompt("Bye"))));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void bothVariantsFailWithTheSameText(Consumer<ChatMock> plain, Consumer<ChatMock> fluent, ChatMock mock) {
        Throwable plainly = catchThrowable(() -> plain.accept(mock));
        Throwable fluently = catchThrowable(() -> fluent.accept(mock));

        assertThat(plainly).isNotNull();
        assertThat(withoutTimes(fluently)).isEqualTo(withoutTimes(plainly));
        assertThat(fluently instanceof AssertionError).isEqualTo(plainly instanceof AssertionError);
    }

    @Test
    void rightCallsPass(ChatMock mock) {
        assertThat(mock)
                .wasCalled()
                .wasCalledInOrder("greets", "greets")
                .wasNotCalled("parts")
                .wasCalled("greets")
                .times(2)
                .retriedAfter(Duration.ZERO)
                .with(temperature(within(0, 1)))
                .satisfies(itself -> assertThat(itself.exchanges()).hasSize(2));
        assertThat(mock.lastExchange()).wasAnsweredBy("greets").streamed().with(prompt(contains("Hello")));
        assertThat(mock.exchanges())
                .first()
                .satisfies(first -> assertThat(first).notStreamed().wasAnsweredBy("greets"));
    }

    @Test
    void aDescriptionPrecedesTheMessage(ChatMock mock) {
        Throwable failure = catchThrowable(() ->
                assertThat(mock).as("the %s", "farewell").wasCalled("parts").once());

        GoldenFile.of("junit/assertj-described.txt").assertHolds(failure.getMessage() + "\n");
    }

    @Test
    void anExchangeNamesTheInteractionThatAnswered(ChatMock mock) {
        Throwable failure = catchThrowable(
                () -> assertThat(mock.lastExchange()).as("the last").wasAnsweredBy("parts"));

        GoldenFile.of("junit/assertj-answered-by.txt").assertHolds(failure.getMessage() + "\n");
    }

    @Test
    void softAssertionsReportAllFailures(ChatMock mock) {
        Throwable failure = catchThrowable(() -> ChatSoftAssertions.assertSoftly(softly -> {
            softly.assertThat(mock).as("greeting").wasCalled("greets").once().streamed();
            softly.assertThat(mock.lastExchange()).wasAnsweredBy("parts");
            softly.assertThat(mock.exchanges()).hasSize(2);
        }));

        GoldenFile.of("junit/assertj-soft.txt")
                .assertHolds(String.valueOf(failure.getMessage()).replaceAll("(?m)^at .*\n?", "") + "\n");
    }

    @Test
    void assertJsOwnSoftAssertionsCollectThemToo(ChatMock mock) {
        SoftAssertions softly = new SoftAssertions();
        softly.check(() -> assertThat(mock).wasCalled("parts"));
        softly.proxy(ChatMockAssert.class, ChatMock.class, mock).once().notStreamed();

        assertThat(softly.errorsCollected()).hasSize(3);
    }

    @Test
    void nullIsReportedAsByAssertJ() {
        assertThatThrownBy(() -> assertThat((ChatMock) null).wasNotCalled()).hasMessageContaining("not to be null");
        assertThatThrownBy(() -> assertThat((RecordedExchange) null).streamed()).hasMessageContaining("not to be null");
    }

    private static String withoutTimes(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("came after \\d+ ms", "came after N ms");
    }

    private static Arguments pair(Consumer<ChatMock> plain, Consumer<ChatMock> fluent) {
        return Arguments.of(plain, fluent);
    }
}
