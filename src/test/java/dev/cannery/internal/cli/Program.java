package dev.cannery.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Runs the program in this JVM as a user runs it in a terminal. */
final class Program implements AutoCloseable {
    /** Only a program that hangs takes this long, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern ADDRESS = Pattern.compile("listening on (http://\\S+)");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    private Program(String... arguments) {
        CommandLine command =
                Main.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        thread = new Thread(
                () -> {
                    try {
                        exitCode.complete(command.execute(arguments));
                    } catch (Throwable e) {
                        exitCode.completeExceptionally(e);
                        throw e;
                    }
                },
                "program");
    }

    static Program start(String... arguments) {
        Program program = new Program(arguments);
        program.thread.start();
        return program;
    }

    int exitCode() throws InterruptedException {
        try {
            return exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("the program did not end; it printed: " + out + err, e);
        }
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Waits until the program prints a line with this text to either stream. */
    void awaitLine(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(out() + err()).contains(text)) {
            if (System.nanoTime() > deadline || (exitCode.isDone() && !(out() + err()).contains(text))) {
                throw new AssertionError("'" + text + "' was not printed, but: " + out + err);
            }
            Thread.sleep(10);
        }
    }

    URI baseUrl() throws InterruptedException {
        awaitLine("listening on");
        Matcher matcher = ADDRESS.matcher(out());
        if (!matcher.find()) {
            throw new AssertionError("no address in " + out);
        }
        return URI.create(matcher.group(1));
    }

    /** Sends a user message and returns the body of the response. */
    String ask(String prompt) throws IOException, InterruptedException {
        return post("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}");
    }

    /** Sends a request body and returns the body of the response. */
    String post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
