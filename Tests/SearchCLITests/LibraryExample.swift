import RenkeiSearch

/// The example of the documentation, compiled here; a test compares the two.
enum LibraryExample {
    static func run() throws {
        // example:start
        let folder = "my-index"
        var writer = try IndexWriter(creating: folder, schema: .projects)
        var document = Document(id: "p1")
        document["title"] = .text("図書館の相互利用")
        document["description"] = .text("隣の市の住民も図書館で本を借りられる。")
        try writer.add(document)
        try writer.commit()

        let searcher = try Searcher(folder: folder)
        let results = try searcher.search("図書館")
        for hit in results.hits {
            let found = try searcher.document(of: hit)
            let snippet = try searcher.snippet(of: found.text("description"), for: results)
            let pieces = snippet.pieces.map { $0.isHighlighted ? "[\($0.text)]" : $0.text }
            print(hit.id, found.text("title"), pieces.joined())
        }
        // example:end
    }

    static func statistics() throws {
        // statistics:start
        let searcher = try Searcher(folder: "index")
        let neighbours = try searcher.collocates(
            "連携", options: CollocateOptions(window: 3, limit: 5))
        for word in neighbours.words {
            print(word.word, word.before, word.after, word.frequency, word.logLikelihood)
        }
        let network = try searcher.cooccurrence("医療")
        for edge in network.edges.prefix(5) {
            print(network.words[edge.first].word, network.words[edge.second].word, edge.jaccard)
        }
        let terms = try searcher.distinctiveTerms("医療", against: "観光").terms
        for term in terms.prefix(5) { print(term.word, term.count, term.otherCount, term.z) }
        // statistics:end
    }
}
