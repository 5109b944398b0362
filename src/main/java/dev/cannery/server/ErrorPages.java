package dev.cannery.server;

import dev.cannery.server.provider.Provider;
import dev.cannery.server.transport.AnswerWriter;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says in the API's shape what Jetty refuses before any handler sees it, where it would render a page of HTML. */
final class ErrorPages implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = Math.max(400, response.getStatus());
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String reason = message == null ? HttpStatus.getMessage(status) : message.toString();
        AnswerWriter.sendWhole(
                ServerErrors.renderAndClose(
                        ServerErrors.failure(status, "The server cannot take this request: " + reason + "."),
                        Provider.standard()),
                response,
                callback);
        return true;
    }
}
