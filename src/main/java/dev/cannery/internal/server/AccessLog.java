package dev.cannery.internal.server;

import dev.cannery.internal.matching.Match;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.wire.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Notifies a listener of each finished request. */
final class AccessLog {
    private static final int LONGEST_PATH = 200;

    private AccessLog() {}

    /** A request from its headers to the end of its response. */
    static final class Visit extends Callback.Nested {
        private final @Nullable Consumer<ServerEvent> listener;
        private final Request request;
        private final Response response;
        private final long from = System.nanoTime();
        private volatile @Nullable Answer answer;

        /**
         * Creates the callback of a request; it notifies the listener, if there is one, when the request is finished.
         */
        Visit(@Nullable Consumer<ServerEvent> listener, Request request, Response response, Callback callback) {
            super(callback);
            this.listener = listener;
            this.request = request;
            this.response = response;
        }

        void answeredBy(Answer given) {
            answer = given;
        }

        @Override
        public void completed() {
            if (listener != null) {
                listener.accept(event(request, response, answer, System.nanoTime() - from));
            }
        }
    }

    private static ServerEvent event(Request request, Response response, @Nullable Answer answer, long nanos) {
        String path = Secrets.redactAddress(request.getHttpURI().getPath());
        String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", request.getMethod());
        fields.put("path", shown);
        fields.put("status", response.getStatus());
        String by = by(answer, fields);
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        fields.put("duration_ms", millis);
        String message = request.getMethod() + " " + shown + " " + response.getStatus() + by + " " + millis + " ms";
        return new ServerEvent(ServerEvent.Kind.REQUEST, message, fields);
    }

    /** Names the interaction and the fault of an answer, or says that it is a miss. */
    private static String by(@Nullable Answer answer, Map<String, Object> fields) {
        if (answer == null) {
            return "";
        }
        Match match = answer.match();
        StringBuilder by = new StringBuilder();
        if (match != null) {
            fields.put("interaction", match.interaction().name());
            by.append(" '").append(match.interaction().name()).append('\'');
        }
        if (answer.fault() != null) {
            fields.put("fault", answer.fault());
            by.append(" fault: ").append(answer.fault());
        }
        if (answer.isMiss()) {
            fields.put("miss", true);
            by.append(" miss");
        }
        return by.toString();
    }
}
