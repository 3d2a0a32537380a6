internal import Messages
internal import NIOCore
internal import NIOHTTP1

/// Assembles a request, passes it to the site, and writes the response; one at a time for each
/// connection.
///
/// Everything here runs on the event loop of the connection.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// No part of a request has arrived.
        case idle
        /// The head has arrived.
        case reading(HTTPRequestHead)
        /// The request is refused; the rest of it is ignored.
        case refused
        /// The response is being made.
        case answering
    }

    private let site: Site
    private let limits: ServerLimits
    private let executor: PoolExecutor
    private let log: RequestLog
    private let headLimit: HeadLimitHandler
    private var state = State.idle
    private var body: [UInt8] = []
    private var timer: Scheduled<Void>?

    /// - Parameter headLimit: notified when the head of another request may come.
    init(
        _ site: Site, _ limits: ServerLimits, _ executor: PoolExecutor, _ log: RequestLog,
        _ headLimit: HeadLimitHandler
    ) {
        self.headLimit = headLimit
        self.site = site
        self.limits = limits
        self.executor = executor
        self.log = log
    }

    func channelActive(context: ChannelHandlerContext) { wait(limits.headTime, context) }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let part), .reading(let head)):
            guard body.count + part.readableBytes <= limit(for: head.uri) else {
                return refuse(413, "the request is too large", head, context)
            }
            body.append(contentsOf: part.readableBytesView)
        case (.end, .reading(let head)):
            let bytes = body
            body = []
            answer(head, bytes, context)
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Responses to malformed requests are made by an earlier handler, that of the decoder.
        context.close(promise: nil)
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        wait(limits.bodyTime, context)
        let size = head.headers.reduce(head.uri.utf8.count) {
            $0 + $1.name.utf8.count + $1.value.utf8.count
        }
        guard size <= limits.headBytes, head.headers.count <= limits.headerCount else {
            return refuse(431, "the head of the request is too large", head, context)
        }
        if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }),
            length > limit(for: head.uri)
        {
            return refuse(413, "the request is too large", head, context)
        }
        state = .reading(head)
        // A client such as curl waits for permission to send a large body.
        if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: head.version, status: .continue))),
                promise: nil)
        }
    }

    /// The size limit of the body for an address.
    private func limit(for target: String) -> Int {
        site.options.allowsImport
            && (target.hasPrefix("/api/import") || target.hasPrefix("/import"))
            ? limits.fileBytes : limits.bodyBytes
    }

    private func answer(
        _ head: HTTPRequestHead, _ bytes: [UInt8], _ context: ChannelHandlerContext
    ) {
        guard let method = WebRequest.Method(rawValue: head.method.rawValue) else {
            return refuse(
                405, "this server answers GET, HEAD and POST only", head, context,
                headers: [("allow", Site.methods(at: RequestTarget(head.uri)?.path ?? "/"))])
        }
        guard let target = RequestTarget(head.uri) else {
            return refuse(400, "the address of the request is malformed", head, context)
        }
        timer?.cancel()
        state = .answering
        let request = WebRequest(
            method: method, path: target.path, query: target.query,
            headers: WebHeaders(head.headers.map { ($0.name, $0.value) }), body: bytes)
        let start = ContinuousClock.now
        let loop = context.eventLoop
        let site = site
        let log = log
        let keepsAlive = head.isKeepAlive
        let version = head.version
        let handler = NIOLoopBound(self, eventLoop: loop)
        let bound = NIOLoopBound(context, eventLoop: loop)
        Task(executorPreference: executor) {
            let response = await site.respond(to: request)
            log.write(request, response, start.duration(to: .now))
            loop.execute {
                handler.value.write(
                    response, version, isHead: method == .head, keepsAlive: keepsAlive, bound.value)
            }
        }
    }

    /// Responds without a route, and closes the connection.
    private func refuse(
        _ status: Int, _ message: Message, _ head: HTTPRequestHead,
        _ context: ChannelHandlerContext, headers: [(String, String)] = []
    ) {
        state = .refused
        body = []
        var error = WebError(status, message)
        error.headers = headers
        let request = WebRequest(
            method: WebRequest.Method(rawValue: head.method.rawValue) ?? .get,
            path: String(head.uri.prefix { $0 != "?" }),
            headers: WebHeaders(head.headers.map { ($0.name, $0.value) }))
        var response = Site.response(
            to: error, request, SiteLanguage.language(of: request, site.options))
        SafetyHeaders.add(to: &response)
        log.write(request, response, .zero)
        write(response, head.version, isHead: false, keepsAlive: false, context)
    }

    private func write(
        _ response: WebResponse, _ version: HTTPVersion, isHead: Bool, keepsAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        guard context.channel.isActive else { return }
        var headers = HTTPHeaders(response.headers.map { ($0.0, $0.1) })
        if response.status != 304 {
            headers.replaceOrAdd(name: "content-length", value: String(response.body.count))
        }
        headers.replaceOrAdd(name: "connection", value: keepsAlive ? "keep-alive" : "close")
        let head = HTTPResponseHead(
            version: version, status: HTTPResponseStatus(statusCode: response.status),
            headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead, !response.body.isEmpty {
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        wait(limits.writeTime, context)
        let loop = context.eventLoop
        // A pipelined request arrives while the end is written.
        state = keepsAlive ? .idle : .refused
        headLimit.expectHead()
        let handler = NIOLoopBound(self, eventLoop: loop)
        let bound = NIOLoopBound(context, eventLoop: loop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { result in
            let context = bound.value
            guard keepsAlive, case .success = result else { return context.close(promise: nil) }
            guard case .idle = handler.value.state else { return }
            handler.value.wait(handler.value.limits.headTime, context)
        }
    }

    /// Closes the connection if the given time passes before the next step.
    private func wait(_ seconds: Int64, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: .seconds(seconds)) {
            bound.value.close(promise: nil)
        }
    }
}
