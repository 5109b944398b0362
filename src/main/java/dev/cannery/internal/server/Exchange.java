package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.Misdeeds;
import dev.cannery.internal.server.provider.Authorizer.Applicant;
import dev.cannery.internal.server.provider.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The steps from a request to its response, one a line. */
final class Exchange {
    private final Call call;
    private final Program program;
    private final Memory memory;
    private final Stubs stubs;
    private final @Nullable Upstream upstream;
    private Provider provider;
    private Map<String, String> limits = Map.of();
    private Supplier<Answer> otherwise = this::answerApi;

    Exchange(Call call, Scope scope, Stubs stubs) {
        this.call = call;
        this.program = scope.program();
        this.memory = scope.memory();
        this.stubs = stubs;
        this.upstream = scope.upstream();
        this.provider = program.providerAt(call.path());
    }

    /** Answers the request. User functions, stubs and files are called on a thread that may block. */
    void run() {
        if (call.isChat() && program.hasResponder()) {
            stubs.execute(call, this::answer, this::conclude);
        } else {
            answer();
        }
    }

    private void answer() {
        if (upstream != null && takes(upstream)) {
            call.forward(upstream);
            return;
        }
        Optional<Answer> first = call.isChat() ? call.attempt(this::completeChat, provider) : Optional.empty();
        if (first.isPresent() || !stubs.mayAnswer(call)) {
            first.ifPresentOrElse(this::conclude, this::concludeWithLast);
        } else {
            stubs.execute(call, this::askStubs, this::conclude);
        }
    }

    private boolean takes(Upstream provider) {
        return switch (provider.mode()) {
            case ALL -> !call.isUnknown();
            case MISSING -> call.isChat() && !call.isMatched(program);
            case NONE -> false;
        };
    }

    private void askStubs() {
        Optional<Answer> stubbed = call.attempt(() -> stubs.answer(call), provider);
        if (stubbed.isEmpty() && stubs.hasFile(call)) {
            call.serve(stubs.files());
        } else {
            stubbed.ifPresentOrElse(this::conclude, this::concludeWithLast);
        }
    }

    /** Answers a request that no interaction and no stub answers. In mode {@code missing}, the provider may have what is not stored here. */
    private void concludeWithLast() {
        Answer last = call.attempt(() -> Optional.of(otherwise.get()), provider).orElseThrow();
        boolean isUnknownHere = last.response().status() == HttpStatus.NOT_FOUND_404
                && HttpMethod.GET.is(call.method())
                && !call.isUnknown();
        if (upstream != null && upstream.mode() == Upstream.Mode.MISSING && isUnknownHere) {
            call.forward(upstream);
        } else {
            conclude(last);
        }
    }

    /** Returns the response to a chat request; empty if nothing matches. */
    private Optional<Answer> completeChat() {
        ChatRequest request;
        try {
            request = call.parse();
        } catch (MalformedRequestException e) {
            Answer refusal = call.malformed(e, provider);
            return Optional.of(admit(Applicant.of(call::header)).orElse(refusal).reporting(refusal.notice()));
        }
        Optional<Match> match = program.match(request);
        provider = program.providerOf(match, request.path());
        otherwise = () -> program.explain(request, provider);
        Function<Misdeeds, Optional<Answer>> answer = wrong -> program.scripted(request)
                .or(() -> admit(Applicant.of(request)))
                .or(() -> program.review(request, match, provider))
                .or(() -> match.map(found -> program.respond(found, request, provider, memory, wrong)))
                .or(() -> program.compute(request, call::received, provider, memory, wrong));
        return program.faults().around(request, provider, memory::countRequest, answer);
    }

    /** Rejects the request because of its API key or the rate limits; empty if it is admitted. */
    private Optional<Answer> admit(Applicant applicant) {
        var decision = program.authorizer(memory).decide(applicant, provider);
        limits = decision.headers();
        return Optional.ofNullable(decision.refusal()).map(error -> Answer.refusal(error, provider));
    }

    /** Answers a request to another path of the API, known or unknown. */
    private Answer answerApi() {
        if (call.isUnknown()) {
            return program.noSuchPath(call, provider);
        }
        return admit(Applicant.of(call::header)).orElseGet(() -> program.answerApi(call, provider, memory));
    }

    /** Reports, records and sends the answer. */
    void conclude(Answer answer) {
        call.sender().conclude(answer.with(limits), provider);
    }
}
