package dev.cannery.verify;

import dev.cannery.verify.result.InteractionResult;
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

    static List<InteractionResult> run(
            List<VerificationCase> cases, int concurrency, Consumer<InteractionResult> progress)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(concurrency, CasePool::daemon);
        try {
            List<Future<InteractionResult>> futures = new ArrayList<>();
            for (VerificationCase one : cases) {
                futures.add(pool.submit(() -> {
                    InteractionResult result = one.run();
                    progress.accept(result);
                    return result;
                }));
            }
            List<InteractionResult> results = new ArrayList<>();
            for (Future<InteractionResult> future : futures) {
                results.add(resultOf(future));
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

    private static InteractionResult resultOf(Future<InteractionResult> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("a case was interrupted");
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
