internal import Evaluation
internal import Ingest
internal import RenkeiSearch

/// Answers queries from the standard input, one a line.
struct BatchQuery {
    let searcher: Searcher
    let options: SearchOptions
    let runFile: String?

    func run() throws {
        var run = Run(tag: "renkei-search")
        var number = 0
        // A line of data is not corrected and sent again: a stray quotation mark is passed over.
        var lenient = options
        lenient.requiresClosedQuotes = false
        while let line = Console.readInputLine() {
            number += 1
            let columns = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            let identifier = columns.count > 1 ? String(columns[0]) : String(number)
            let query = String(columns.count > 1 ? columns[1] : columns[0])
            if line.allSatisfy(\.isWhitespace) { continue }
            let results: SearchResults
            do { results = try searcher.search(query, options: lenient) } catch {
                throw CommandError(
                    "line \(number) of the standard input: "
                        + QueryErrorText.text(error, query: query))
            }
            if runFile == nil {
                Console.write(ResultsJSON.batchLine(results, id: identifier, query: query) + "\n")
            } else {
                run.add(
                    ranking: results.hits.map { (documentID: $0.id, score: $0.score) },
                    for: identifier)
            }
        }
        if let runFile { try TextFile.write(try run.trecText(), to: runFile) }
    }
}
