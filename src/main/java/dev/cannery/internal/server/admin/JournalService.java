package dev.cannery.internal.server.admin;

import com.github.tomakehurst.wiremock.common.InvalidInputException;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.source.OneLine;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A part of the admin API that answers from the journal, in JSON. */
public abstract class JournalService implements AdminCall.Service {
    private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

    private final int mostBytes;

    protected JournalService(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns the result of a request as JSON. */
    protected abstract byte[] answer(ReplayedRequest request) throws SearchTime.TooLongException;

    @Override
    public int mostBytes() {
        return mostBytes;
    }

    @Override
    public void answer(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback callback) {
        RenderedResponse answer;
        try {
            answer = new RenderedResponse(200, HEADERS, new Body.Whole(ByteBuffer.wrap(answer(request))), Delay.NONE);
        } catch (SearchTime.TooLongException e) {
            answer = failure(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            answer = failure(422, String.valueOf(e.getMessage()));
        } catch (InvalidInputException e) {
            answer = failure(422, OneLine.of("The body is not a valid request pattern: " + e.getMessage()));
        } catch (Exception | Error e) {
            answer = failure(500, "The mock server failed: " + e + ". Request fewer entries with 'limit'.");
        }
        Sender.sendWhole(answer, response, callback);
    }

    private static RenderedResponse failure(int status, String sentence) {
        return ServerError.failure(status, sentence).render(Provider.standard());
    }
}
