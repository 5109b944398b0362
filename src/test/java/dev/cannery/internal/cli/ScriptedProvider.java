package dev.cannery.internal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every connection with the same bytes and then ends it, cuts it off or leaves it open. */
final class ScriptedProvider implements AutoCloseable {
    /** What happens to the connection after the bytes are sent. */
    enum End {
        CLOSE,
        RESET,
        SILENCE
    }

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final byte[] bytes;
    private final End end;

    ScriptedProvider(String answer, End end) {
        this.bytes = answer.getBytes(StandardCharsets.UTF_8);
        this.end = end;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "scripted-provider");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                answer(server.accept());
            } catch (IOException e) {
                // closed by either side; go on with the next connection
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        connections.add(connection);
        readRequest(connection);
        OutputStream out = connection.getOutputStream();
        out.write(bytes);
        out.flush();
        if (end == End.RESET) {
            awaitReading();
            connection.setSoLinger(true, 0);
        }
        if (end != End.SILENCE) {
            connection.close();
        }
    }

    /** Waits until the client has read, since a reset discards unread bytes. */
    private void awaitReading() {
        try {
            Thread.sleep(bytes.length == 0 ? 0 : 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
        }
        for (int i = 0; i < length && in.read() >= 0; i++) {
            // the body is not needed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
