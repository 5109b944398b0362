package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cannery.MockChatServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The project logs as without Cannery, and Cannery's server adds nothing. */
class LoggingTest {
    @Test
    void theirLogHoldsTheirLinesOnly() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);

        try (MockChatServer server = MockChatServer.builder().start()) {
            LoggerFactory.getLogger(LoggingTest.class).info("The server listens at {}", server.baseUrl());
        }

        assertEquals(
                List.of("The server listens at {}"),
                lines.list.stream().map(ILoggingEvent::getMessage).toList());
    }
}
