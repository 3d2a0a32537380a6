import Foundation
import Ingest
import JSON
import RenkeiSearch
import Testing

@Suite("The records of the corpus") struct RecordTests {
    @Test("every record is valid against the schema")
    func schema() throws {
        let schema = try JSONSchema(try JSONParser.parse(try Corpus.text("corpus/schema.json")))
        for line in try Corpus.records() {
            #expect(try schema.problems(of: line.value) == [], "\(line.place)")
        }
    }

    @Test("the keys are in the order of the table in the README")
    func keyOrder() throws {
        let order = try MarkdownTable(
            in: try Corpus.text("corpus/README.md"),
            under: ["key", "type", "meaning", "null or empty"]
        ).rows.map { $0[0].filter { $0 != "`" } }
        for line in try Corpus.records() {
            guard case .object(let members) = line.value else { continue }
            let keys = members.map(\.key)
            #expect(keys == order.filter { $0 != "figures" || keys.contains($0) }, "\(line.place)")
        }
    }

    @Test("every id is there once")
    func ids() throws {
        var places: [String: String] = [:]
        for line in try Corpus.records() {
            let id = line.text("id")
            #expect(places[id] == nil, "\(id) in \(line.place)")
            places[id] = line.place
        }
    }

    @Test("no two descriptions share a sentence")
    func sentences() throws {
        var places: [Substring: String] = [:]
        for line in try Corpus.records() {
            let sentences = Set(line.text("description").split(whereSeparator: "。\n".contains))
            for sentence in sentences {
                let earlier = places[sentence]
                #expect(earlier == nil, "\(line.place) and \(earlier ?? ""): \(sentence)")
                places[sentence] = line.place
            }
        }
    }

    @Test("the files are in NFC and every line ends in a line feed")
    func normalForm() throws {
        for file in try Corpus.files() {
            let text = try Corpus.text("corpus/\(file.name)")
            #expect(text.hasSuffix("}\n"), "\(file.name)")
            for (number, line) in text.split(separator: "\n").enumerated() {
                let composed = line.precomposedStringWithCanonicalMapping
                #expect(
                    composed.unicodeScalars.elementsEqual(line.unicodeScalars),
                    "\(file.name):\(number + 1)")
            }
        }
    }

    @Test("background records have no category, projects have one")
    func categories() throws {
        for line in try Corpus.records() {
            let isBackground = line.text("kind") == "background"
            #expect((line.value["category"] == .null) == isBackground, "\(line.place)")
        }
    }

    @Test("an area has one key, and its names have it alone")
    func areaKeys() throws {
        var keys: [String: String] = [:]
        for line in try Corpus.records() {
            let key = keys[line.text("area"), default: line.text("area_key")]
            #expect(key == line.text("area_key"), "\(line.place)")
            keys[line.text("area")] = key
        }
    }

    @Test("every record becomes a document with text and without a year that cannot be read")
    func documents() throws {
        for line in try Corpus.records() {
            let conversion = try SourceRecord(line).document(.projects)
            #expect(conversion.hasText && conversion.unreadableIntegers == [], "\(line.place)")
        }
    }
}
