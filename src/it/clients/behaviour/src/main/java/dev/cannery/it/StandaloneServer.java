package dev.cannery.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The standalone jar as a process of its own, as a user starts it. */
public final class StandaloneServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final String address;

    private StandaloneServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the server on a free port, with these options more, and waits for it to say where it listens. */
    public static StandaloneServer start(Path contracts, List<String> options) throws IOException {
        Path stubs = Files.createTempDirectory("stubs");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // it runs for seconds only
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-jar", System.getProperty("cannery.jar"),
                "serve", "--port", "0", "--contracts", contracts.toString(), "--stubs", stubs.toString()));
        command.addAll(options);
        Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        return new StandaloneServer(process, readAddress(process));
    }

    private static String readAddress(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                drain(reader);
                return matcher.group();
            }
        }
        throw new IllegalStateException("the server ended before it listened, it said:\n" + said);
    }

    /** Keeps reading, for a process whose output nobody reads stops when the pipe is full. */
    private static void drain(BufferedReader reader) {
        Thread thread = new Thread(() -> reader.lines().forEach(System.out::println), "server output");
        thread.setDaemon(true);
        thread.start();
    }

    public String baseUrl() {
        return address + "/v1";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not end within 10 s of being asked to");
        }
    }
}
