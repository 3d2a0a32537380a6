import IndexCodec
import TextAnalysis

@testable import RenkeiSearch

/// A search that scores every document by the written formulas, without postings, bounds or windows.
///
/// It takes the plan of a query from the engine, and nothing else: frequencies, matches, scores, tiers
/// and the close look are made of the texts.
struct ExhaustiveSearch {
    /// A document as one run of positions with a gap between two fields.
    struct Text {
        let document: Document
        var scalars: [UInt32] = []
        /// For each position, whether a word begins there; one more at the end.
        var starts: [Bool] = []
        var fieldEnds: [Int] = []
    }

    /// What a hit must be.
    struct Expected: Equatable {
        var id: String
        var score: Double
        var isPartial: Bool
        var hasAllWords: Bool
    }

    struct Ranked {
        var tier: Int
        var score: Float
        let document: Int
        var isPartial = false

        func precedes(_ other: Ranked) -> Bool {
            if tier != other.tier { return tier > other.tier }
            if score != other.score { return score > other.score }
            return document < other.document
        }
    }

    private static let gap = UInt32.max - 1
    let searcher: Searcher
    let weights: [Float]
    private(set) var texts: [Text] = []
    private var places: [[UInt32]: [(document: Int, at: Int)]] = [:]
    private var found: [[UInt32]: [Int: [Int]]] = [:]
    private var wholes: [[UInt32]: [Int: [Int]]] = [:]
    let averageLength: Double

    /// - Parameter documents: those that are not deleted, in the order in which they were added.
    init(_ documents: [Document], _ searcher: Searcher) throws {
        self.searcher = searcher
        weights = searcher.schema.textFields.map { Float($0.weight) }
        for document in documents {
            var text = Text(document: document)
            for (number, field) in searcher.schema.textFields.enumerated() {
                if number > 0 {
                    text.fieldEnds.append(text.scalars.count)
                    text.scalars.append(Self.gap)
                    text.starts.append(true)
                }
                let (scalars, starts) = try searcher.analyzers.with { analyzer in
                    let normal = analyzer.normalize(document.text(field.name))
                    return (normal.folded, analyzer.wordStarts(of: normal))
                }
                text.scalars += scalars
                text.starts += starts.prefix(scalars.count)
            }
            for at in text.scalars.indices {
                places[[text.scalars[at]], default: []].append((texts.count, at))
                if at + 1 < text.scalars.count {
                    places[Array(text.scalars[at...at + 1]), default: []].append((texts.count, at))
                }
            }
            text.starts.append(true)
            texts.append(text)
        }
        let positions = texts.reduce(0) { $0 + $1.scalars.count }
        averageLength = texts.isEmpty ? 0 : Double(positions) / Double(texts.count)
    }

    /// Where a pattern begins in each document that has it.
    mutating func occurrences(_ pattern: [UInt32]) -> [Int: [Int]] {
        if let known = found[pattern] { return known }
        var result: [Int: [Int]] = [:]
        for (document, at) in places[Array(pattern.prefix(2))] ?? [] {
            let scalars = texts[document].scalars
            guard at + pattern.count <= scalars.count,
                scalars[at..<at + pattern.count].elementsEqual(pattern)
            else { continue }
            result[document, default: []].append(at)
        }
        found[pattern] = result
        return result
    }

    /// Where a pattern is a word by itself.
    mutating func words(_ pattern: [UInt32]) -> [Int: [Int]] {
        if let known = wholes[pattern] { return known }
        var result: [Int: [Int]] = [:]
        for (document, positions) in occurrences(pattern) {
            let starts = texts[document].starts
            let whole = positions.filter { at in
                starts[at] && starts[at + pattern.count]
                    && !(1..<max(pattern.count, 1)).contains { starts[at + $0] }
            }
            if !whole.isEmpty { result[document] = whole }
        }
        wholes[pattern] = result
        return result
    }

    /// The answer to a query.
    ///
    /// Its candidates are the best of each tier by score, twice as many as hits asked for and at least
    /// 100; the close look gives their order. Where the upper tier has as many, those of the lower one
    /// have no lower score than the last of them.
    mutating func answer(
        _ query: String, _ options: SearchOptions
    ) throws -> (hits: [Expected], total: Int, isFallback: Bool) {
        let plan = try searcher.plan(try searcher.parse(query), options)
        precondition(plan.concepts.allSatisfy { $0.synonyms.isEmpty && $0.forms.isEmpty })
        let (all, some) = matches(plan, options)
        let isFallback = all.isEmpty && plan.optionalWordCount > 1
        let (scores, factors) = scores(plan)
        let candidates = candidates(plan, options, all, some, scores, isFallback: isFallback)
        var ranked = candidates.map { looked(at: $0, plan, factors) }
        if !options.includesPartialMatches { ranked.removeAll(where: \.isPartial) }
        sort(&ranked, options)
        let hits = ranked.dropFirst(options.offset).prefix(options.limit).map {
            Expected(
                id: texts[$0.document].document.id, score: Double($0.score),
                isPartial: $0.isPartial, hasAllWords: $0.tier >= 0)
        }
        return (Array(hits), isFallback ? some.count : all.count, isFallback)
    }

    /// The documents that the close look is taken at.
    private mutating func candidates(
        _ plan: QueryPlan, _ options: SearchOptions, _ all: Set<Int>, _ some: Set<Int>,
        _ scores: [Int: Float], isFallback: Bool
    ) -> [Ranked] {
        let planned = plan.words
        var byItself: Set<Int> = planned.isEmpty ? Set(texts.indices) : []
        for word in planned {
            let places = word.whole == nil ? words(word.pattern) : occurrences(word.pattern)
            byItself.formUnion(places.keys)
        }
        let wanted = options.offset + options.limit
        let depth = max(2 * wanted, 100)
        let isRanked = options.sort == .score
        var candidates = all.map {
            Ranked(tier: byItself.contains($0) ? 1 : 0, score: scores[$0] ?? 0, document: $0)
        }.sorted { $0.precedes($1) }
        if isRanked {
            let upper = candidates.prefix { $0.tier == 1 }.prefix(depth)
            let least = upper.count == depth ? upper.last?.score ?? 0 : 0
            let lower = candidates.drop { $0.tier == 1 }.prefix(depth)
            candidates = Array(upper) + lower.filter { $0.score >= least }
        }
        let usesSome =
            plan.optionalWordCount > 1 && all.count < max(wanted, 1) && (isRanked || isFallback)
        if usesSome {
            let known = Set(candidates.map(\.document))
            let more = some.map { Ranked(tier: -1, score: scores[$0] ?? 0, document: $0) }
                .sorted { $0.precedes($1) }
            let room = isRanked ? depth + candidates.count : more.count
            candidates += more.prefix(room).filter { !known.contains($0.document) }
        }
        return candidates
    }

    /// A candidate with what the close look gives it.
    private mutating func looked(
        at candidate: Ranked, _ plan: QueryPlan, _ factors: [[UInt32]: Float]
    ) -> Ranked {
        var candidate = candidate
        let look = look(plan, candidate.document, factors)
        let fit = plan.allConcepts.isEmpty ? 2 : look.fit.rawValue
        candidate.tier = candidate.tier >= 0 ? fit : fit - 3
        candidate.score += look.bonus
        candidate.isPartial = look.isPartial
        if candidate.tier < 0 { candidate.score += coverage(plan, candidate.document) }
        return candidate
    }

    /// Brings hits into the order that was asked for.
    private func sort(_ ranked: inout [Ranked], _ options: SearchOptions) {
        guard case .integer(let field, let isDescending) = options.sort else {
            return ranked.sort { $0.precedes($1) }
        }
        func key(_ ranked: Ranked) -> (Int, Int64, Int) {
            guard case .integer(let value)? = texts[ranked.document].document[field] else {
                return (1, 0, ranked.document)
            }
            return (0, isDescending ? -value : value, ranked.document)
        }
        ranked.sort { key($0) < key($1) }
    }
}
