package dev.cannery.internal.server;

import dev.cannery.internal.matching.Match;
import dev.cannery.internal.wire.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Reports each request to the access listener when it is over. */
final class AccessLog {
    private static final String REPLY = "dev.cannery.internal.server.reply";
    private static final int LONGEST_PATH = 200;

    private final @Nullable Consumer<ServerEvent> listener;

    /** A log for this listener; null for none, which costs a request nothing. */
    AccessLog(@Nullable Consumer<ServerEvent> listener) {
        this.listener = listener;
    }

    /** Notes what answers a request, to be reported with it. */
    void note(Request request, Reply reply) {
        if (listener != null) {
            request.setAttribute(REPLY, reply);
        }
    }

    /** The callback of a request, which reports it when it is over. */
    Callback watching(Request request, Response response, Callback callback) {
        Consumer<ServerEvent> told = listener;
        if (told == null) {
            return callback;
        }
        long from = System.nanoTime();
        return Callback.from(callback, () -> told.accept(event(request, response, System.nanoTime() - from)));
    }

    private static ServerEvent event(Request request, Response response, long nanos) {
        String path = Secrets.redactAddress(request.getHttpURI().getPath());
        String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", request.getMethod());
        fields.put("path", shown);
        fields.put("status", response.getStatus());
        String by = by(request, fields);
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        fields.put("duration_ms", millis);
        String message = request.getMethod() + " " + shown + " " + response.getStatus() + by + " " + millis + " ms";
        return new ServerEvent(ServerEvent.Kind.REQUEST, message, fields);
    }

    /** What answered: an interaction, or that none did. */
    private static String by(Request request, Map<String, Object> fields) {
        if (!(request.getAttribute(REPLY) instanceof Reply reply)) {
            return "";
        }
        Match match = reply.match();
        StringBuilder by = new StringBuilder();
        if (match != null) {
            fields.put("interaction", match.interaction().name());
            by.append(" '").append(match.interaction().name()).append('\'');
        }
        if (reply.fault() != null) {
            fields.put("fault", reply.fault());
            by.append(" fault: ").append(reply.fault());
        }
        if (reply.isMiss()) {
            fields.put("miss", true);
            by.append(" miss");
        }
        return by.toString();
    }
}
