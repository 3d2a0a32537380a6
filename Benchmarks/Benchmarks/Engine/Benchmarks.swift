import Benchmark
import RenkeiSearch

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident],
        warmupIterations: 3, maxDuration: .seconds(3))

    guard let corpus = try? BundledCorpus(), (try? corpus.build()) != nil,
        let searcher = try? Searcher(folder: corpus.folder)
    else { preconditionFailure("the bundled corpus cannot be indexed") }

    Benchmark("index/build/bundled") { benchmark in
        for _ in benchmark.scaledIterations { try corpus.build() }
        expect(corpus.documents.count == 452, "452 documents")
    }

    Benchmark("index/reorder/bundled") { benchmark in
        let folder = try corpus.buildOther()
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            var writer = try IndexWriter(opening: folder)
            try writer.merge(order: .similar)
            expect(writer.summary.mergedSegments == 1, "one segment, written anew")
        }
    }

    Benchmark("index/open/bundled") { benchmark in
        for _ in benchmark.scaledIterations {
            let opened = try Searcher(folder: corpus.folder)
            expect(opened.documentCount == 452, "452 documents")
        }
    }

    // A query, and the least number of documents that must be found.
    let queries: [(name: String, query: String, least: Int)] = [
        ("query/word/rare", "火葬場", 1),
        ("query/word/frequent", "連携", 100),
        ("query/letter", "橋", 1),
        ("query/latin", "MICE", 3),
        ("query/words/two", "移住 ワンストップ", 1),
        ("query/phrase/kanji", "\"連携中枢都市圏\"", 10),
        ("query/phrase/marks", "\"病児・病後児保育\"", 2),
        ("query/sentence", "隣の市の図書館でも本を借りられるようにした取組", 1),
    ]
    for (name, query, least) in queries {
        Benchmark("\(name)/bundled") { benchmark in
            for _ in benchmark.scaledIterations {
                let results = try searcher.search(query)
                expect(results.total >= least, query)
                blackHole(results.hits)
            }
        }
    }

    OperatorBenchmarks.register(searcher)

    Benchmark("similar/bundled") { benchmark in
        let ids = corpus.documents.map(\.id)
        var next = 0
        for _ in benchmark.scaledIterations {
            // One record after the other: some have many relatives, some few.
            let results = try searcher.similar(toID: ids[next])
            expect(results != nil, ids[next])
            next = (next + 1) % ids.count
            blackHole(results)
        }
    }

    Benchmark("snippet/bundled") { benchmark in
        let results = try searcher.search("図書館の相互利用")
        let texts = try results.hits.map { try searcher.document(of: $0).text("description") }
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            for text in texts {
                let snippet = try searcher.snippet(of: text, for: results)
                blackHole(snippet)
            }
        }
        expect(!texts.isEmpty, "hits")
    }
}
