internal import NIOCore
package import Logging
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Answers requests over HTTP/1.1 on the given addresses.
package final class WebServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let pool: NIOThreadPool
    private let channels: [any Channel]
    private let following: Task<Void, Never>

    /// Listens on addresses.
    ///
    /// - Parameters:
    ///   - site: the site that answers.
    ///   - hosts: names or numbers of addresses. If there are several, those that this machine does
    ///     not have are ignored as long as one is left.
    ///   - port: the port; 0 for any free one.
    ///   - limits: the limits for clients.
    ///   - logger: the log for requests, if enabled in the options of the site.
    /// - Throws: an error of the system if no address can be listened on.
    package init(
        _ site: Site, hosts: [String], port: Int, limits: ServerLimits = ServerLimits(),
        logger: Logger = Logger(label: "search-web")
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let pool = NIOThreadPool(numberOfThreads: limits.threads)
        pool.start()
        let executor = PoolExecutor(pool)
        let log = RequestLog(site.options, logger: logger)
        let open = ConnectionCount(limit: limits.connections)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { channel in
                guard open.take() else {
                    return channel.close()
                }
                channel.closeFuture.whenComplete { _ in open.giveBack() }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    let headLimit = HeadLimitHandler(limits.headBytes)
                    try pipeline.addHandler(headLimit)
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(RequestHandler(site, limits, executor, log, headLimit))
                }
            }
        var channels: [any Channel] = []
        var failure: (any Error)?
        var port = port
        for host in hosts {
            do {
                let channel = try await bootstrap.bind(host: host, port: port).get()
                port = channel.localAddress?.port ?? port
                channels.append(channel)
            } catch { failure = failure ?? error }
        }
        // The first address is the one that is announced.
        if channels.isEmpty, let failure {
            try? await group.shutdownGracefully()
            try? await pool.shutdownGracefully()
            throw failure
        }
        self.group = group
        self.pool = pool
        self.channels = channels
        following = Task.detached { await site.index.follow(every: limits.commitInterval) }
    }

    /// The port that the server listens on.
    package var port: Int { channels.first?.localAddress?.port ?? 0 }

    /// Waits until the server is stopped.
    package func waitUntilClosed() async throws {
        for channel in channels { try await channel.closeFuture.get() }
    }

    /// Stops listening, and ends all connections.
    package func stop() async {
        following.cancel()
        for channel in channels { try? await channel.close().get() }
        try? await group.shutdownGracefully()
        try? await pool.shutdownGracefully()
    }
}

/// Counts connections.
private final class ConnectionCount: Sendable {
    private let limit: Int
    private let count = Atomic(0)

    init(limit: Int) { self.limit = limit }

    /// Counts a connection; returns false if there are too many.
    func take() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            giveBack()
            return false
        }
        return true
    }

    func giveBack() { count.subtract(1, ordering: .relaxed) }
}
