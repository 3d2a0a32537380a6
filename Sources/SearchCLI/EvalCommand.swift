internal import ArgumentParser
internal import Evaluation
internal import RenkeiSearch
internal import Messages

/// `search eval`: measures the ranking on judged topics.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure the ranking on judged topics.",
        discussion: """
            Topics are lines of `qid⇥query⇥tags`, judgments TREC qrels. Prints nDCG@10, MRR@10 and \
            Recall@20 and @100, in the mean and by tag; with --per-topic for every topic; with \
            --compare the difference to another TREC run and its p value by a paired randomisation \
            test.

            With --similar, the query of a topic is the id of a record, and the ranking is that of \
            `search similar`: the record itself, its area and background records are no answers.
            """)

    @OptionGroup var index: IndexOption

    @Option(help: "The file of topics.", completion: .file())
    var topics: String

    @Option(help: "The file of judgments.", completion: .file())
    var qrels: String

    @Option(
        help: ArgumentHelp("A TREC run to compare with.", valueName: "run"),
        completion: .file())
    var compare: String?

    @Option(help: "The least grade that counts as relevant for MRR and Recall.")
    var threshold = 2

    @Option(
        name: .customShort("n", allowingJoined: true), help: "How many hits to take for each topic."
    )
    var limit = 100

    @Option(
        help: "The kind of record: project, background or all.",
        completion: .list(["project", "background", "all"]))
    var kind = "project"

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Flag(help: "Add words of the best hits to the query (Bo1).")
    var feedback = false

    @Flag(help: "Treat the queries as ids of records, and find similar ones.")
    var similar = false

    @Flag(help: "Print every topic.")
    var perTopic = false

    func validate() throws {
        if !(1...10_000).contains(limit) { throw ValidationError("-n must be 1 to 10000") }
        if !["project", "background", "all"].contains(kind) {
            throw ValidationError("--kind must be project, background or all")
        }
        if !(1...30).contains(threshold) { throw ValidationError("--threshold must be 1 to 30") }
    }

    func run() throws {
        let (topics, judgments) = try load()
        let other = try compare.map { try loadRun($0) }
        let searcher = try index.open()
        let judged = topics.filter { judgments.topicIDs.contains($0.id) }
        let run = try similar ? similarRun(judged, searcher) : queryRun(judged, searcher)
        report(run, judgments, topics)
        if let compare, let other { report(run, against: other, named: compare, judgments) }
    }

    private func filters(_ searcher: Searcher) -> [KeywordFilter] {
        kind != "all" && searcher.hasValue(kind, inKeywordField: "kind")
            ? [KeywordFilter(field: "kind", values: [kind])] : []
    }

    private func queryRun(_ topics: [Topic], _ searcher: Searcher) throws -> Run {
        var options = SearchOptions(
            limit: limit, filters: filters(searcher), includesPartialMatches: false,
            requiresClosedQuotes: false)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        if feedback { options.feedback = Feedback() }
        var run = Run(tag: "renkei-search")
        for topic in topics {
            let results = try searcher.search(topic.query, options: options)
            if let cut = results.queryCut {
                Console.error("\(self.topics): topic \(topic.id): \(cut.localizedMessage)")
            }
            run.add(results, for: topic.id)
        }
        return run
    }

    private func similarRun(_ topics: [Topic], _ searcher: Searcher) throws -> Run {
        var options = SimilarOptions(limit: limit, filters: filters(searcher), reasonLimit: 0)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        var run = Run(tag: "renkei-search")
        for topic in topics {
            guard let results = try searcher.similar(toID: topic.query, options: options) else {
                throw CommandError(
                    "\(self.topics): topic \(topic.id): there is no record \(topic.query) "
                        + "in \(index.folder)")
            }
            run.add(ranking: results.ranking(options), for: topic.id)
        }
        return run
    }

    private func load() throws -> (Topics, Qrels) {
        (
            try Topics(parsing: try TextFile.read(topics), source: topics),
            try Qrels(parsing: try TextFile.read(qrels), source: qrels)
        )
    }

    private func loadRun(_ path: String) throws -> Run {
        try Run(parsing: try TextFile.read(path), source: path)
    }

    private var measures: [(String, Measure)] {
        [
            ("nDCG@10", .nDCG(depth: 10)),
            ("MRR@10", .reciprocalRank(depth: 10, threshold: threshold)),
            ("R@20", .recall(depth: 20, threshold: threshold)),
            ("R@100", .recall(depth: 100, threshold: threshold)),
        ]
    }

    private func report(_ run: Run, _ judgments: Qrels, _ topics: Topics) {
        let scores = measures.map { ($0.0, $0.1.scores(of: run, judgedBy: judgments)) }
        let name = { (text: String) in
            let text = ControlPictures.line(text)
            return text + String(repeating: " ", count: max(1, 28 - TerminalWidth.cells(text)))
        }
        let row = { (values: [Double?]) in
            values.map { $0.map { Text.decimal($0, 4) } ?? "-     " }.joined(separator: "   ")
        }
        Console.write(name("") + scores.map(\.0).joined(separator: "   ") + "\n")
        Console.write(
            name(localized("all \(judgments.topicIDs.count)")) + row(scores.map(\.1.mean)) + "\n")
        let groups = scores.map { $0.1.means(byTagsOf: topics) }
        for (index, group) in (groups.first ?? []).enumerated() {
            Console.write(
                name("  \(group.name) \(group.topicCount)")
                    + row(groups.map { index < $0.count ? $0[index].mean : nil }) + "\n")
        }
        if perTopic {
            for id in scores.first?.1.topicIDs ?? [] {
                Console.write(
                    name(id) + row(scores.map { $0.1.value(for: id) }) + "   "
                        + ControlPictures.line(topics.topic(id: id)?.query ?? "") + "\n")
            }
        }
    }

    private func report(_ run: Run, against other: Run, named path: String, _ judgments: Qrels) {
        for (name, measure) in measures {
            let outcome = RandomizationTest().compare(
                baseline: measure.scores(of: other, judgedBy: judgments),
                candidate: measure.scores(of: run, judgedBy: judgments))
            Console.write(
                localized(
                    "\(name) minus that of \(path): \(Text.decimal(outcome.meanDifference, 4)), "
                        + "p = \(Text.decimal(outcome.pValue, 4))") + "\n")
        }
    }
}
