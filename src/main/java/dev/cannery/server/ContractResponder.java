package dev.cannery.server;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.Contract;
import dev.cannery.response.ResponseRenderer;
import java.util.List;

/** Answers from contracts, which may be replaced while requests are being answered. */
final class ContractResponder implements Responder {
    private final ResponseRenderer renderer = new ResponseRenderer();
    private volatile Dispatcher dispatcher;

    ContractResponder(List<Contract> contracts) {
        this.dispatcher = new ContractDispatcher(contracts);
    }

    @Override
    public Reply respond(ChatRequest request) {
        return dispatcher.dispatch(request).toReply(renderer, request);
    }

    /** Answers from these contracts from now on; every count of successive answers starts anew. */
    void replace(List<Contract> contracts) {
        dispatcher = new ContractDispatcher(contracts);
    }
}
