import JSON
import Testing
@testable import Ingest

@Suite struct XMLReaderTests {
    /// The events of a document that comes in pieces, as texts.
    private func events(
        _ text: String, pieces: Int = 1 << 20
    ) throws(XMLReader.Failure) -> [String] {
        let reader = try XMLReader(names: ["a", "b", "x"])
        let bytes = Array(text.utf8)
        var events: [String] = []
        var start = 0
        repeat {
            let end = min(start + pieces, bytes.count)
            try reader.parse(bytes.span.extracting(start..<end), last: end == bytes.count)
            for index in 0..<reader.count {
                switch reader[index] {
                case .start(let name): events.append("<\(name)")
                case .end(let name): events.append(">\(name)")
                case .attribute(let name, let value):
                    events.append("\(name)=\(reader.string(value))")
                case .text(let range):
                    if let last = events.last, last.hasPrefix("\"") {
                        events[events.count - 1] = last + reader.string(range)
                    } else {
                        events.append("\"" + reader.string(range))
                    }
                }
            }
            start = end
        } while start < bytes.count
        return events
    }

    @Test("elements and attributes are known by their local names, in pieces of any size")
    func events() throws {
        let text =
            "<?xml version=\"1.0\"?><n:a xmlns:n=\"u\" n:x=\"1 &amp; 2\" y=\"3\">図書館&lt;<c>館</c>"
            + "<b/><![CDATA[<]]></n:a>"
        let expected = ["<0", "2=1 & 2", "\"図書館<館", "<1", ">1", "\"<", ">0"]
        for pieces in [1, 2, 3, 7, 1_000] {
            #expect(try events(text, pieces: pieces) == expected)
        }
    }

    @Test(
        "a document type declaration is refused before anything comes of it",
        arguments: [
            "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
            "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>",
            "<!DOCTYPE a [<!ENTITY % x \"<!ENTITY y 'z'>\"> %x;]><a>&y;</a>",
        ])
    func documentTypes(text: String) {
        do {
            _ = try events(text)
            Issue.record("no error")
        } catch XMLReader.Failure.documentType {
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("malformed XML is reported with its line")
    func malformed() {
        for text in ["<a>\n<b>\n</a>", "<a>\n\n&y;</a>", "<a>\n\n", "\n\n"] {
            do {
                _ = try events(text)
                Issue.record("no error")
            } catch XMLReader.Failure.malformed(_, let line) {
                #expect(line == 3)
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test("depth and the length of tags have limits")
    func limits() {
        let deep = String(repeating: "<a>", count: 300)
        let long = "<a x=\"" + String(repeating: "y", count: 5 << 20) + "\"/>"
        do {
            _ = try events(deep)
            Issue.record("no error")
        } catch XMLReader.Failure.tooDeep {
        } catch {
            Issue.record("\(error)")
        }
        do {
            _ = try events(long, pieces: 1 << 16)
            Issue.record("no error")
        } catch XMLReader.Failure.tokenTooLong {
        } catch {
            Issue.record("\(error)")
        }
    }
}
