internal import NIOCore

/// Closes a connection whose request has an endless head.
///
/// The parser after it limits single headers. This handler counts bytes up to the blank line, so
/// that no request can buffer more than the limit. The body follows the head; its limit is that of
/// `RequestHandler`, which also reports when the next head may come.
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
                // Line ends before a head are skipped, as by the parser.
                case 0x0A where hasText: lineFeeds += 1
                case 0x0A, 0x0D: break
                default: (lineFeeds, hasText) = (0, true)
                }
                if lineFeeds == 2 {
                    isInHead = false
                    break
                }
                // Twice the limit, so that a response can report a head that slightly exceeds it.
                guard count <= 2 * limit else { return context.close(promise: nil) }
            }
        }
        context.fireChannelRead(data)
    }

    /// Resets the count after the previous request was answered.
    func expectHead() { (isInHead, count, lineFeeds, hasText) = (true, 0, 0, false) }
}
