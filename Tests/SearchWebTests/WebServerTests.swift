import Foundation
import NIOCore
import NIOPosix
import RenkeiSearch
import Testing

@testable import SearchWeb

@Suite("The server on a socket") struct WebServerTests {
    /// Sends bytes and returns what comes until the server closes.
    private func exchange(_ text: String, _ port: Int) async throws -> String {
        let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            do {
                for try await part in inbound { answer += String(buffer: part) }
            } catch is IOError {}
            return answer
        }
    }

    /// Limits that no busy machine reaches.
    private static let patient: ServerLimits = {
        var limits = ServerLimits()
        limits.headTime = 600
        return limits
    }()

    private func withServer(
        _ limits: ServerLimits = patient, _ body: (Int) async throws -> Void
    ) async throws {
        let index = try SmallIndex()
        let server = try await WebServer(
            try index.site(), hosts: ["127.0.0.1"], port: 0, limits: limits)
        do { try await body(server.port) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        withExtendedLifetime(index) {}
    }

    private static let host = "Host: 127.0.0.1\r\nConnection: close\r\n"

    @Test("requests are answered, also several on one connection")
    func answers() async throws {
        try await withServer { port in
            let answer = try await exchange(
                "GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /ready HTTP/1.1\r\n\(Self.host)\r\n",
                port)
            let parts = answer.components(separatedBy: "HTTP/1.1 200 OK")
            try #require(parts.count == 3)
            #expect(parts[1].contains("\"documents\":3"))
            #expect(!parts[2].contains("\"documents\""))
        }
    }

    @Test("commits are answered from without being asked for")
    func follows() async throws {
        let index = try SmallIndex()
        var limits = Self.patient
        limits.commitInterval = .milliseconds(1)
        let server = try await WebServer(
            try index.site(), hosts: ["127.0.0.1"], port: 0, limits: limits)
        var writer = try IndexWriter(opening: index.folder)
        try writer.add(SmallIndex.document("c-1", "図書館バス", "北上圏域"))
        try writer.commit()
        var answer = ""
        for _ in 0..<2_000 where !answer.contains("\"documents\":4") {
            answer = try await exchange("GET /ready HTTP/1.1\r\n\(Self.host)\r\n", server.port)
        }
        #expect(answer.contains("\"documents\":4"))
        await server.stop()
        withExtendedLifetime(index) {}
    }

    @Test("a client that waits for leave may send a long body without line ends")
    func continues() async throws {
        try await withServer { port in
            // Longer than twice the limit of a head.
            let body = String(repeating: "図", count: 30_000)
            let answer = try await exchange(
                "\r\n\r\nPOST /api/similar HTTP/1.1\r\n\(Self.host)Expect: 100-continue\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                    + body,
                port)
            #expect(answer.contains("HTTP/1.1 100 Continue"))
            #expect(answer.contains("HTTP/1.1 200 OK"), "\(answer.prefix(200))")
        }
    }

    @Test("a head without an end is cut off")
    func endlessHead() async throws {
        try await withServer { port in
            let answer = try? await exchange(
                "\r\n\r\nGET / HTTP/1.1\r\n"
                    + String(
                        repeating: "X-Header: \(String(repeating: "x", count: 90))\r\n",
                        count: 2_000),
                port)
            #expect(answer ?? "" == "" || answer?.hasPrefix("HTTP/1.1 4") == true)
        }
    }

    @Test(
        "what is too large or malformed is refused",
        arguments: [
            ("DELETE / HTTP/1.1\r\n", "405"), ("GET /%zz HTTP/1.1\r\n", "400"),
            ("GET /?q=\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\n", "431"),
            ("POST /api/similar HTTP/1.1\r\nContent-Length: 9999999\r\n", "413"),
            ("GET  nonsense\r\n", "400"),
        ])
    func refused(start: String, status: String) async throws {
        try await withServer { port in
            let answer = try await exchange("\(start)\(Self.host)\r\n", port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer.prefix(40))")
        }
    }

    @Test("a client that sends nothing is let go, and others are answered meanwhile")
    func slow() async throws {
        var limits = ServerLimits()
        limits.headTime = 1
        try await withServer(limits) { port in
            async let slow = exchange("GET / HTTP/1.1\r\nHost: loc", port)
            // On a busy machine a request may come too late, too; then it is sent again.
            var answer = ""
            for _ in 0..<100 where answer.isEmpty {
                answer =
                    (try? await exchange("GET /ready HTTP/1.1\r\n\(Self.host)\r\n", port)) ?? ""
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect((try? await slow) ?? "" == "")
        }
    }
}
