package dev.cannery.bench;

import dev.cannery.internal.chat.ChatEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Requests as they go over the wire, made ahead: the client shares the processors with the server. */
final class Requests {
    private final ByteBuffer[] requests;
    private int next;

    Requests(ChatEndpoint endpoint, IntFunction<String> bodies, int variety) {
        requests = new ByteBuffer[variety];
        for (int i = 0; i < variety; i++) {
            byte[] body = bodies.apply(i).getBytes(StandardCharsets.UTF_8);
            byte[] head = ("POST /v1" + endpoint.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer any\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            requests[i] = ByteBuffer.allocateDirect(head.length + body.length).put(head).put(body).flip();
        }
    }

    ByteBuffer next() {
        ByteBuffer request = requests[next].duplicate();
        next = (next + 1) % requests.length;
        return request;
    }
}
