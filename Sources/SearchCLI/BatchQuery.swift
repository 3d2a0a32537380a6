internal import Evaluation
internal import Ingest
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// Answers queries from the standard input, one per line.
struct BatchQuery {
    let searcher: Searcher
    let options: SearchOptions
    let runFile: String?

    func run() throws {
        var run = Run(tag: "renkei-search")
        var lines = InputLines()
        // Nobody corrects a line of a batch, so a stray quotation mark is ignored.
        var lenient = options
        lenient.requiresClosedQuotes = false
        while let line = try lines.next() {
            let number = lines.number
            let columns = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            let identifier = columns.count > 1 ? String(columns[0]) : String(number)
            let query = String(columns.count > 1 ? columns[1] : columns[0])
            if line.allSatisfy(\.isWhitespace) { continue }
            if runFile != nil, identifier.contains(where: \.isWhitespace) {
                throw CommandError(
                    "line \(number) of the standard input: a run cannot hold the qid "
                        + "\"\(identifier)\", which has a blank")
            }
            let results: SearchResults
            do { results = try searcher.search(query, options: lenient) } catch {
                guard error.code == .invalidQuery else { throw error }
                // The other lines are still answered.
                Console.error("line \(number) of the standard input: \(error.localizedMessage)")
                if runFile == nil {
                    Console.writeLine(ResultsJSON.emptyBatchLine(id: identifier, query: query))
                }
                continue
            }
            if let cut = results.queryCut, runFile != nil {
                Console.error("line \(number) of the standard input: \(cut.localizedMessage)")
            }
            if runFile == nil {
                Console.writeLine(ResultsJSON.batchLine(results, id: identifier, query: query))
            } else {
                run.add(results, for: identifier)
            }
        }
        guard let runFile else { return }
        try TextFile.write(try run.trecText(file: runFile), to: runFile)
    }
}

extension Run {
    /// Adds the hits of a query in order.
    ///
    /// Hits are ordered by tier before score, but programs that read runs use the score alone, so a
    /// score that is not less than the one before it is lowered to just below that.
    mutating func add(_ results: SearchResults, for topic: String) {
        var previous = Double.infinity
        var ranking: [(documentID: String, score: Double)] = []
        for hit in results.hits {
            let score = min(hit.score, previous - 0.000_1)
            ranking.append((documentID: hit.id, score: score))
            previous = score
        }
        add(ranking: ranking, for: topic)
    }
}
