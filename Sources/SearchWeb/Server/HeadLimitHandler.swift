internal import NIOCore

/// Ends a connection whose request has a head without end.
///
/// The parser behind it has a limit for one header of its own. Here bytes are counted until a blank
/// line, so that no request keeps more than so many waiting. What follows the head is the body, whose
/// limit is that of `RequestHandler`; the next head begins behind the answer.
final class HeadLimitHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let limit: Int
    private var count = 0
    private var lineFeeds = 0
    private var isInHead = true

    init(_ limit: Int) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        if isInHead {
            for byte in buffer.readableBytesView {
                count += 1
                switch byte {
                case 0x0A: lineFeeds += 1
                case 0x0D: break
                default: lineFeeds = 0
                }
                if lineFeeds == 2 {
                    isInHead = false
                    break
                }
                // Twice: up to the limit, the answer says what is wrong.
                guard count <= 2 * limit else { return context.close(promise: nil) }
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        (isInHead, count, lineFeeds) = (true, 0, 0)
        context.write(data, promise: promise)
    }
}
