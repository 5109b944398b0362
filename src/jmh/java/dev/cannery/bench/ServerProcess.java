package dev.cannery.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, whose processor time and memory are its own too. */
final class ServerProcess implements AutoCloseable {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server without waiting for it; {@code {port}} in an argument stands for its port. */
    static ServerProcess launch(Path log, String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA));
        for (String argument : arguments) {
            command.add(argument.replace("{port}", String.valueOf(port)));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServerProcess(process, port);
    }

    static ServerProcess start(Path log, String... arguments) throws IOException, InterruptedException {
        ServerProcess server = launch(log, arguments);
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!server.listens()) {
            if (!server.process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IllegalStateException("no server: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return server;
    }

    /** Runs a program to its end. */
    static void run(Path log, String... arguments) throws IOException, InterruptedException {
        ServerProcess program = launch(log, arguments);
        if (!program.process.waitFor(120, TimeUnit.SECONDS) || program.process.exitValue() != 0) {
            program.close();
            throw new IllegalStateException("it failed: " + Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The processor time so far, in nanoseconds. */
    long cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Resident memory in megabytes and threads, where the system tells; else -1. */
    double status(String key) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(key + ":"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
