package dev.cannery.internal.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A client that sees the bytes: what an HTTP library would hide is what these tests are about. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private boolean chunkIsOpen;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String post(String path, String body, String... headers) {
        return request("POST", path, body, headers);
    }

    static String request(String method, String path, String body, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (Stream.of(headers).noneMatch(header -> header.startsWith("Host:"))) {
            text.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a request and reads its whole answer, whose length must be announced. */
    String exchange(String request) throws IOException {
        String head = send(request).head();
        return head + rest(head);
    }

    /** The body of an answer whose head says its length. */
    String rest(String head) throws IOException {
        int length = Integer.parseInt(
                head.replaceAll("(?is).*\r\ncontent-length: *(\\d+).*", "$1").trim());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The status line and the headers, with the blank line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) require(in.read()));
        }
        return head.toString();
    }

    /** The body of an answer, whether its length is announced or it comes in chunks. */
    String body(String head) throws IOException {
        if (!head.contains("chunked")) {
            return rest(head);
        }
        StringBuilder all = new StringBuilder();
        for (String part = chunk(); !part.isEmpty(); part = chunk()) {
            all.append(part);
        }
        return all.toString();
    }

    /**
     * The next chunk of a chunked answer; an empty text is the last. Jetty sends the line break that ends a chunk with the
     * next one, so it is read then.
     */
    String chunk() throws IOException {
        if (chunkIsOpen) {
            line();
        }
        int size = Integer.parseInt(line(), 16);
        String data = new String(in.readNBytes(size), StandardCharsets.UTF_8);
        chunkIsOpen = size > 0;
        if (!chunkIsOpen) {
            line();
        }
        return data;
    }

    /** Whether the server has ended the connection, in whatever way, by the time the socket's timeout has passed. */
    boolean isEnded() throws IOException {
        try {
            while (in.read() >= 0) {
                // what is left of an answer
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Tells the server that nothing more will come, and still hears what that does. */
    void goAway() throws IOException {
        socket.shutdownOutput();
    }

    /** How many bytes the kernel holds for this client is up to it; a small buffer makes a slow client slow soon. */
    void receiveLittle() throws IOException {
        socket.setReceiveBufferSize(2_048);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = require(in.read());
        while (next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = require(in.read());
        }
        return line.toString();
    }

    private static int require(int read) throws IOException {
        if (read < 0) {
            throw new IOException("the connection ended");
        }
        return read;
    }
}
