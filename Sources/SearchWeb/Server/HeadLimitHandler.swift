internal import NIOCore

/// Ends a connection whose request has a head without end.
///
/// The parser behind it has a limit for one header of its own. Here bytes are counted until a blank
/// line, so that no request keeps more than so many waiting. What follows the head is the body, whose
/// limit is that of `RequestHandler`, which also tells when the next head may come.
final class HeadLimitHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let limit: Int
    private var count = 0
    private var lineFeeds = 0
    private var hasText = false
    private var isInHead = true

    init(_ limit: Int) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        if isInHead {
            for byte in buffer.readableBytesView {
                count += 1
                switch byte {
                // Line ends before a head are passed over, as the parser does.
                case 0x0A where hasText: lineFeeds += 1
                case 0x0A, 0x0D: break
                default: (lineFeeds, hasText) = (0, true)
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

    /// Counts anew: the request before is answered.
    func expectHead() { (isInHead, count, lineFeeds, hasText) = (true, 0, 0, false) }
}
