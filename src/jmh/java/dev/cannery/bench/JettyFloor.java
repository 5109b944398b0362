package dev.cannery.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The least that a mock on Jetty costs: it parses the request's JSON and answers the same bytes always. */
final class JettyFloor {
    private JettyFloor() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 2);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        server.setHandler(new Answering(Sample.of(Workload.contract(1, false), Workload.request(0, ""))));
        server.start();
        server.join();
    }

    private static final class Answering extends Handler.Abstract.NonBlocking {
        private final ObjectMapper mapper = new ObjectMapper();
        private final Sample sample;

        Answering(Sample sample) {
            this.sample = sample;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Source.asByteBuffer(request, org.eclipse.jetty.util.Promise.from(
                    body -> {
                        try {
                            byte[] bytes = new byte[body.remaining()];
                            body.get(bytes);
                            if (!mapper.readTree(bytes).path("messages").isArray()) {
                                throw new IllegalArgumentException("no messages");
                            }
                            sample.headers().forEach(response.getHeaders()::put);
                            response.write(true, ByteBuffer.wrap(sample.body()), callback);
                        } catch (Exception e) {
                            callback.failed(e);
                        }
                    },
                    callback::failed));
            return true;
        }
    }
}
