import Foundation
import Ingest
import RenkeiSearch

/// Prints, for every plan of a list, the projects elsewhere that are most like it.
struct SimilarTable {
    let searcher: Searcher
    let asCSV: Bool
    /// How many projects for each plan.
    let limit = 3

    /// Reads the plans of a JSON Lines file and prints a table of them all.
    func run(plans: String) throws {
        // All of them first: of a file with a mistake, no half a table is printed.
        var list: [SourceRecord] = []
        var reader = try JSONLinesReader(path: plans)
        while let line = try reader.next() { list.append(try SourceRecord(line)) }
        put(["plan", "score", "project", "area", "shared"])
        if !asCSV { put(["---", "---:", "---", "---", "---"]) }
        for plan in list {
            let title = try plan.text("title") ?? plan.id
            let text = [title, try plan.text("description") ?? ""].joined(separator: "\n")
            var options = SimilarOptions(limit: limit, perArea: 1)
            options.filters = [KeywordFilter(field: "kind", values: ["project"])]
            for hit in try searcher.similar(toText: text, options: options).hits {
                let document = try searcher.document(of: hit)
                put([
                    title, String(format: "%.2f", hit.score),
                    "\(document.text("title")) (\(hit.id))",
                    document.keywords("area").first ?? "",
                    hit.reasons.prefix(3).map(\.text).joined(separator: "、"),
                ])
            }
        }
    }

    private func put(_ cells: [String]) {
        if asCSV {
            let quoted = cells.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }
            print(quoted.joined(separator: ","), terminator: "\r\n")
        } else {
            let escaped = cells.map { $0.replacingOccurrences(of: "|", with: "\\|") }
            print("| \(escaped.joined(separator: " | ")) |")
        }
    }
}

let usage = "usage: similar-table [--csv] PLANS.jsonl [INDEX]"
let help = """
    \(usage)

    Prints, for every plan of a list, the three projects of an index that are most like it, as a
    table in Markdown or, with --csv, as comma-separated values.

    PLANS.jsonl is a file of JSON Lines: an object a line, with the keys id, title and description.
    A table of an office program (CSV, Excel) has to be converted first.
    INDEX is the folder of the index (default: index).

    """

/// Tells of an error in a line, and ends.
func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("similar-table: \(message)\n".utf8))
    exit(2)
}

var arguments = Array(CommandLine.arguments.dropFirst())
if arguments.contains("--help") || arguments.contains("-h") {
    print(help, terminator: "")
    exit(0)
}
let asCSV = arguments.first == "--csv"
if asCSV { arguments.removeFirst() }
if let option = arguments.first(where: { $0.hasPrefix("-") }) {
    fail("unknown option \(option); \(usage)")
}
guard let plans = arguments.first, arguments.count <= 2 else {
    fail("a file of plans and at most one index are needed; \(usage)")
}
if [".csv", ".tsv", ".xlsx"].contains(where: { plans.lowercased().hasSuffix($0) }) {
    fail("\(plans): plans are read from JSON Lines; convert the table to an object a line first")
}
do {
    let searcher = try Searcher(folder: arguments.count == 2 ? arguments[1] : "index")
    try SimilarTable(searcher: searcher, asCSV: asCSV).run(plans: plans)
} catch let error as IngestError where error.line != nil {
    fail("\(error) (plans are read from JSON Lines: an object a line)")
} catch {
    fail("\(error)")
}
