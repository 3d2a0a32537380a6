import Benchmark
import Foundation
import RenkeiSearch

/// Operators, filters, facets and orders.
///
/// What is measured: the bundled index, or the one that `RENKEI_BENCH_INDEX` names. Of that, the
/// queries and the fields are named by `RENKEI_BENCH_QUERY`, `RENKEI_BENCH_KEYWORD` and
/// `RENKEI_BENCH_INTEGER`, because every collection has its own.
enum OperatorBenchmarks {
    /// Queries of each operator, for the bundled corpus.
    static let queries: [(name: String, query: String, least: Int)] = [
        ("query/operators/and", "図書館 AND 連携", 1),
        ("query/operators/or", "図書館 OR 温泉 OR 火葬場", 9),
        ("query/operators/not", "連携 -図書館 -温泉", 50),
        ("query/operators/field", "題名:図書館", 3),
        ("query/operators/prefix", "ライブ*", 1),
        ("query/operators/near", "\"図書館 利用\"~10", 3),
        ("query/operators/range", "連携 年:平成27..", 3),
        ("query/operators/keyword", "連携 圏域:盛岡", 3),
    ]

    /// Options of each kind, for one query.
    static func options(keyword: String, integer: String) -> [(String, SearchOptions)] {
        var filtered = SearchOptions()
        filtered.ranges = [IntegerFilter(field: integer, ranges: [IntegerRange(lowest: 0)])]
        var keywords = SearchOptions()
        keywords.facets = [FacetRequest(keyword)]
        var integers = SearchOptions()
        integers.facets = [FacetRequest(integer)]
        var sorted = SearchOptions()
        sorted.sort = .integer(field: integer, isDescending: true)
        var grouped = SearchOptions()
        grouped.grouping = keyword
        return [
            ("plain", SearchOptions()), ("filter/range", filtered), ("facet/keyword", keywords),
            ("facet/integer", integers), ("sort/integer", sorted), ("group/keyword", grouped),
        ]
    }

    /// Adds the benchmarks.
    static func register(_ bundled: Searcher) {
        for (name, query, least) in queries {
            Benchmark("\(name)/bundled") { benchmark in
                for _ in benchmark.scaledIterations {
                    let results = try bundled.search(query)
                    expect(results.total >= least, query)
                    blackHole(results.hits)
                }
            }
        }
        Benchmark("query/parse/bundled") { benchmark in
            let query = "(図書館 OR 温泉) 年:平成27..令和2 -\"電子 図書館\"~10 題名:利用^2"
            for _ in benchmark.scaledIterations { blackHole(try bundled.parse(query)) }
        }
        register(bundled, "連携", "area", "start_year", "bundled")
        let names = ["INDEX", "QUERY", "KEYWORD", "INTEGER"].compactMap {
            ProcessInfo.processInfo.environment["RENKEI_BENCH_\($0)"]
        }
        if names.count == 4, let large = try? Searcher(folder: names[0]) {
            register(large, names[1], names[2], names[3], "large")
        }
    }

    private static func register(
        _ searcher: Searcher, _ query: String, _ keyword: String, _ integer: String,
        _ index: String
    ) {
        for (name, options) in options(keyword: keyword, integer: integer) {
            Benchmark("query/options/\(name)/\(index)") { benchmark in
                for _ in benchmark.scaledIterations {
                    let results = try searcher.search(query, options: options)
                    expect(results.total > 0, query)
                    blackHole(results.hits)
                }
            }
        }
    }
}
