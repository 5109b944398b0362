package dev.cannery.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The least that a paced stream costs: 200 events, each written when the event loop's own timer says so. */
final class NettyFloor {
    private static final int TOKENS = 200;

    private NettyFloor() {}

    public static void main(String[] args) throws Exception {
        Sample sample = Sample.of(Workload.streamContract(0), Workload.streamRequest());
        long gap = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Streaming(sample, gap));
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Streaming extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final Sample sample;
        private final List<byte[]> events;
        private final long gap;

        Streaming(Sample sample, long gap) {
            this.sample = sample;
            this.events = sample.events();
            this.gap = gap;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            sample.headers().forEach(response.headers()::set);
            HttpUtil.setTransferEncodingChunked(response, true);
            context.write(response);
            step(context, 0, System.nanoTime());
        }

        private void step(ChannelHandlerContext context, int token, long start) {
            if (token == TOKENS) {
                // what ends a stream leaves with its last token
                byte[][] rest = events.subList(token, events.size()).toArray(byte[][]::new);
                context.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(rest)));
                return;
            }
            context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(events.get(token))));
            long due = start + gap * (token + 1);
            context.executor().schedule(() -> step(context, token + 1, start), due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
