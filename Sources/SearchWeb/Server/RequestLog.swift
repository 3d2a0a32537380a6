internal import JSON
internal import Logging
internal import RenkeiSearch
internal import SearchReports

/// Writes a line for each request, if enabled.
///
/// Unless that is enabled too, it contains nothing of the query: neither the parameters of an
/// address nor the id of a record.
struct RequestLog: Sendable {
    private let logger: Logger?
    private let logsQueries: Bool

    init(_ options: SiteOptions, logger: Logger) {
        self.logger = options.logsRequests ? logger : nil
        logsQueries = options.logsQueries
    }

    /// Logs a request and its answer.
    func write(_ request: WebRequest, _ response: WebResponse, _ time: Duration) {
        guard let logger else { return }
        var metadata: Logger.Metadata = [
            "status": "\(response.status)", "bytes": "\(response.body.count)",
            "us": "\(time.microseconds)",
        ]
        if logsQueries, !request.query.isEmpty {
            metadata["query"] = .string(
                RequestLog.line(
                    request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")))
        }
        let path = logsQueries ? request.path : RequestLog.withoutID(request.path)
        logger.info(
            "\(request.method.rawValue) \(RequestLog.line(path))", metadata: metadata)
    }

    /// The first two parts of a path; what follows may be an id.
    static func withoutID(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let first = parts.first else { return "/" }
        if first == "api", parts.count > 1 { return "/api/" + parts[1] }
        return "/" + first
    }

    /// A text without line ends and control characters, cut to a length.
    static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(500) {
            switch scalar.value {
            case ..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F:
                result.append("␦")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
