internal import IndexStorage
internal import Logging
internal import Messages
internal import NIOCore
internal import RenkeiSearch
internal import SystemCalls

/// The entry point of `search-web`.
public enum WebMain {
    /// Answers requests until a signal ends the process; exits with 2 if it cannot start.
    public static func main(_ arguments: [String]) async {
        var language = MessageLanguage.english
        do {
            let arguments = try WebArguments(arguments)
            language = arguments.options.language ?? .japanese
            UnfinishedFiles.removeOnSignals()
            LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
            let logger = Logger(label: "search-web")
            let index = try openIndex(arguments.options)
            let site = Site(arguments.options, index: index) { error in
                logger.error("\(RequestLog.line("\(error)"))")
            }
            let server = try await WebServer(
                site, hosts: arguments.hosts, port: arguments.port, logger: logger)
            let host = arguments.hosts[0]
            let name = host.contains(":") ? "[\(host)]" : host
            let address = "http://\(name):\(server.port)/"
            report("\(address)\n", Posix.standardOutput)
            try await server.waitUntilClosed()
        } catch let error as WebError { fail(error.message, language) } catch let error
            as SearchError
        {
            fail(error.localizedMessage, language)
        } catch let error as IOError {
            fail("cannot listen: \(error.description)", language)
        } catch { fail("cannot listen: \("\(error)")", language) }
    }

    /// The index of the folder for imports if it has one, or else the one that was named.
    private static func openIndex(_ options: SiteOptions) throws(SearchError) -> LiveIndex {
        if let data = options.data {
            let own = try LiveIndex(
                folder: data, mayBeMissing: true, cacheBytes: options.cacheBytes)
            if own.snapshot != nil { return own }
        }
        return try LiveIndex(
            folder: options.index, mayBeMissing: options.allowsImport,
            cacheBytes: options.cacheBytes)
    }

    private static func fail(_ message: Message, _ language: MessageLanguage) -> Never {
        report("search: \(RequestLog.line(message.text(in: language)))\n", Posix.standardError)
        Posix.exitProcess(2)
    }

    private static func report(_ text: String, _ descriptor: Int32) {
        // A failed write is ignored, because the output may not be read.
        _ = Posix.writeAll(descriptor, Array(text.utf8))
    }
}
