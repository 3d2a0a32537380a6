import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif
import SearchReports
import SearchTestSupport
import Testing

@Suite("Networks as pictures and GraphML") struct NetworkTests {
    private func isOverlapping(
        _ first: (NetworkLayout.Point, NetworkLayout.Box),
        _ second: (NetworkLayout.Point, NetworkLayout.Box)
    ) -> Bool {
        abs(first.0.x - second.0.x) < (first.1.width + second.1.width) / 2
            && abs(first.0.y - second.0.y) < (first.1.height + second.1.height) / 2
    }

    @Test("boxes do not overlap, and the same network has the same picture")
    func layout() {
        Property.check(20) { random, comment in
            let count = Int.random(in: 1...70, using: &random)
            let boxes = (0..<count).map { _ in
                NetworkLayout.Box(
                    width: .random(in: 20...140, using: &random),
                    height: .random(in: 20...70, using: &random))
            }
            let edges = (0..<min(60, 2 * count)).compactMap { _ -> NetworkLayout.Edge? in
                let first = Int.random(in: 0..<count, using: &random)
                let second = Int.random(in: 0..<count, using: &random)
                guard first != second else { return nil }
                return NetworkLayout.Edge(
                    first: first, second: second,
                    strength: .random(in: 0.01...1, using: &random))
            }
            let layout = NetworkLayout(boxes, edges)
            let placed = Array(zip(layout.points, boxes))
            for first in placed.indices {
                for second in placed.indices.dropFirst(first + 1) {
                    #expect(!isOverlapping(placed[first], placed[second]), comment)
                }
            }
            #expect(NetworkLayout(boxes, edges).points == layout.points, comment)
        }
    }

    @Test("nodes with an edge are nearer each other than nodes without")
    func nearness() {
        let boxes = (0..<12).map { _ in NetworkLayout.Box(width: 40, height: 30) }
        // Two rings of six.
        let edges = (0..<12).map { node in
            NetworkLayout.Edge(
                first: node, second: node / 6 * 6 + (node + 1) % 6, strength: 1)
        }
        let points = NetworkLayout(boxes, edges).points
        func distance(_ first: Int, _ second: Int) -> Double {
            let (x, y) = (points[first].x - points[second].x, points[first].y - points[second].y)
            return (x * x + y * y).squareRoot()
        }
        let within = edges.map { distance($0.first, $0.second) }.reduce(0, +) / 12
        let between = (0..<6).map { distance($0, $0 + 6) }.reduce(0, +) / 6
        #expect(within < between)
        #expect(
            NetworkLayout.parts(12, edges) == Array(repeating: 0, count: 6)
                + Array(repeating: 1, count: 6))
        #expect(NetworkLayout.parts(3, []) == [0, 1, 2])
    }

    @Test("the picture of the documentation is what the command draws")
    func picture() async throws {
        let outcome = try await BundledIndex.search(["cooccur", "医療", "--format", "svg"])
        let file = BundledIndex.package.appendingPathComponent("docs/images/cooccurrence.svg")
        if Golden.isRecording {
            try Data(outcome.output.utf8).write(to: file)
            Issue.record("recorded \(file.path); run again without RENKEI_RECORD_GOLDEN")
        } else {
            #expect(try outcome.output == String(contentsOf: file, encoding: .utf8))
        }
    }

    @Test("what means something to XML is written as text")
    func escaping() {
        #expect(
            XMLText.escaped("a<b>&\"\u{1}\u{FFFE}語") == "a&lt;b&gt;&amp;&quot;\u{FFFD}\u{FFFD}語")
    }

    @Test(
        "GraphML and SVG are well-formed and have every word and pair",
        arguments: ["graphml", "svg"])
    func wellFormed(format: String) async throws {
        let outcome = try await BundledIndex.search([
            "cooccur", "医療", "--format", format, "--cite", "--date", "2026-04-01",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let json = try await BundledIndex.search(["cooccur", "医療", "--json"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let words = try #require(object["words"] as? [[String: Any]])
        let edges = try #require(object["edges"] as? [[String: Any]])
        #expect(words.count > 20 && edges.count == 60)
        let counter = ElementCounter()
        let parser = XMLParser(data: Data(outcome.output.utf8))
        parser.delegate = counter
        #expect(parser.parse())
        if format == "graphml" {
            #expect(counter.counts["node"] == words.count)
            #expect(counter.counts["edge"] == edges.count)
        } else {
            #expect(counter.counts["circle"] == words.count)
            #expect(counter.counts["line"] == edges.count)
            // A label each, and the caption.
            #expect(counter.counts["text"] == words.count + 1)
        }
        for word in words {
            let text = try #require(word["word"] as? String)
            #expect(outcome.output.contains(">\(text)<"), "\(text)")
        }
        #expect(outcome.output.contains("question: 医療\n"))
    }
}

/// Counts the elements of an XML document.
private final class ElementCounter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) { counts[name, default: 0] += 1 }
}
