package dev.cannery.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers every connection with the first bytes of an answer, and then closes it. An empty request is refused. */
final class CutProvider implements AutoCloseable {
    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n"
            + "content-length: 24\r\nconnection: close\r\n\r\n{\"error\":{\"message\":\"\"}}";

    private final ServerSocket server;
    private final byte[] answer;
    private volatile int end;

    CutProvider(String answer) {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "cut-provider");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    void cutAfter(int bytes) {
        end = bytes;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                byte[] sent = read(connection.getInputStream()).endsWith("\r\n\r\n{}")
                        ? REFUSAL.getBytes(StandardCharsets.UTF_8)
                        : Arrays.copyOf(answer, end);
                OutputStream out = connection.getOutputStream();
                out.write(sent);
                out.flush();
            } catch (IOException e) {
                // closed by either side; go on with the next connection
            }
        }
    }

    /** Reads a request whose length is sent. */
    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int missing = Integer.MAX_VALUE;
        while (missing > 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
            int body = text.indexOf("\r\n\r\n");
            if (body >= 0 && missing == Integer.MAX_VALUE) {
                missing = Integer.parseInt(text.toString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("(?s).*content-length: *(\\d+).*", "$1"))
                        + 1;
            }
            missing -= missing == Integer.MAX_VALUE ? 0 : 1;
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
