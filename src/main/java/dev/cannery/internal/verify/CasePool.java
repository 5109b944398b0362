package dev.cannery.internal.verify;

import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.InteractionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs cases, several at once. */
final class CasePool {
    private CasePool() {}

    /**
     * Runs the cases and returns the results in their order, in which they are also reported. If this thread is interrupted,
     * unfinished cases are cut off, and the thread stays interrupted.
     */
    static List<InteractionResult> run(
            List<VerificationCase> cases, int concurrency, Session session, Consumer<InteractionResult> progress) {
        ExecutorService pool = Executors.newFixedThreadPool(concurrency, CasePool::daemon);
        try {
            List<Future<InteractionResult>> futures = new ArrayList<>();
            cases.forEach(one -> futures.add(pool.submit(one::run)));
            List<InteractionResult> results = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                InteractionResult result = resultOf(futures.get(i), cases.get(i), session);
                progress.accept(result);
                results.add(result);
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cannery-verify");
        thread.setDaemon(true);
        return thread;
    }

    private static InteractionResult resultOf(Future<InteractionResult> future, VerificationCase one, Session session) {
        try {
            if (future.isDone() || !Thread.currentThread().isInterrupted()) {
                return future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
        session.end(Ending.INTERRUPTED);
        return InteractionResult.cutOff(one.subject(), Ending.INTERRUPTED.reason());
    }
}
