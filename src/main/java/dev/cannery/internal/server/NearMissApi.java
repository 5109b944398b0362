package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.verification.FindNearMissesResult;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.github.tomakehurst.wiremock.verification.NearMiss;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.JournalService;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.admin.SearchTime;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * WireMock's search for near misses, limited to the latest requests: WireMock compares all requests with all stubs, and
 * holds all of them in memory.
 */
final class NearMissApi extends JournalService {
    private static final String OF_UNMATCHED = AdminGuard.ADMIN_ROOT + "/requests/unmatched/near-misses";
    private static final String OF_REQUEST = AdminGuard.ADMIN_ROOT + "/near-misses/request";
    private static final String OF_PATTERN = AdminGuard.ADMIN_ROOT + "/near-misses/request-pattern";
    private static final int MOST_UNMATCHED = 20;
    private static final int MOST_CANDIDATES = 200;
    private static final int NEAREST = 3;

    /** The size of a body beyond which only the beginning is compared. */
    private static final int BODY_BYTES = 16 << 10;

    private final Journal journal;
    private final WireMockHost wireMock;
    private final SearchTime time;

    NearMissApi(Journal journal, WireMockHost wireMock, SearchTime time, int mostBytes) {
        super(mostBytes);
        this.journal = journal;
        this.wireMock = wireMock;
        this.time = time;
    }

    static boolean serves(String method, String path) {
        return (method.equals("GET") && path.equals(OF_UNMATCHED))
                || (method.equals("POST") && (path.equals(OF_REQUEST) || path.equals(OF_PATTERN)));
    }

    @Override
    protected byte[] answer(ReplayedRequest request) throws SearchTime.TooLongException {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        List<NearMiss> found = switch (Request.getPathInContext(request)) {
            case OF_UNMATCHED -> time.within(this::ofUnmatched);
            case OF_REQUEST -> {
                LoggedRequest one = Json.read(body, LoggedRequest.class);
                yield time.within(() -> ofRequest(one));
            }
            default -> {
                RequestPattern pattern = Json.read(body, RequestPattern.class);
                yield time.within(() -> ofPattern(pattern));
            }
        };
        return Json.write(new FindNearMissesResult(found)).getBytes(StandardCharsets.UTF_8);
    }

    private List<NearMiss> ofUnmatched() {
        List<NearMiss> found = new ArrayList<>();
        newest().stream()
                .filter(entry -> !entry.toServeEvent(0).getWasMatched())
                .limit(MOST_UNMATCHED)
                .forEach(entry -> found.addAll(ofRequest(loggedRequest(entry))));
        return found;
    }

    private List<NearMiss> ofRequest(LoggedRequest request) {
        SearchTime.check();
        return wireMock.server().findTopNearMissesFor(request).getNearMisses();
    }

    private List<NearMiss> ofPattern(RequestPattern pattern) {
        return newest().stream()
                .limit(MOST_CANDIDATES)
                .map(entry -> nearMiss(loggedRequest(entry), pattern))
                .sorted(Comparator.naturalOrder())
                .limit(NEAREST)
                .toList();
    }

    private static NearMiss nearMiss(LoggedRequest request, RequestPattern pattern) {
        SearchTime.check();
        return new NearMiss(request, pattern, pattern.match(request, Map.of()));
    }

    private static LoggedRequest loggedRequest(JournalEntry entry) {
        return entry.toServeEvent(BODY_BYTES).getRequest();
    }

    private List<JournalEntry> newest() {
        List<JournalEntry> entries = journal.snapshot();
        Collections.reverse(entries);
        return entries;
    }
}
