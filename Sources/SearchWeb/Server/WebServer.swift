internal import NIOCore
package import Logging
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Answers requests over HTTP/1.1 on some addresses.
package final class WebServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let pool: NIOThreadPool
    private let channels: [any Channel]
    private let following: Task<Void, Never>

    /// Listens on addresses.
    ///
    /// - Parameters:
    ///   - site: what answers.
    ///   - hosts: names or numbers of addresses. Of more than one, those that this machine does not
    ///     have are passed over as long as one is left.
    ///   - port: the port; 0 for any that is free.
    ///   - limits: what a client may take.
    ///   - logger: where requests are logged, if the options of the site say so.
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
        // The first address is the one that people are told.
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

    /// The port that is listened on.
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

    /// Takes a place; false if there is none.
    func take() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            giveBack()
            return false
        }
        return true
    }

    func giveBack() { count.subtract(1, ordering: .relaxed) }
}
