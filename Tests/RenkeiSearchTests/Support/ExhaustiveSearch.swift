import IndexCodec
import TextAnalysis

@testable import RenkeiSearch

/// A search that scores every document by the written formulas, without postings, bounds or windows.
///
/// It takes the plan of a query from the engine, and nothing else: frequencies, matches, scores, tiers
/// and the close look are made of the texts.
struct ExhaustiveSearch {
    /// A document as one run of positions with a gap between two fields.
    private struct Text {
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

    private struct Ranked {
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
    private let searcher: Searcher
    private let weights: [Float]
    private var texts: [Text] = []
    private var places: [[UInt32]: [(document: Int, at: Int)]] = [:]
    private var found: [[UInt32]: [Int: [Int]]] = [:]
    private var wholes: [[UInt32]: [Int: [Int]]] = [:]
    private let averageLength: Double

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
    private mutating func occurrences(_ pattern: [UInt32]) -> [Int: [Int]] {
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
    private mutating func words(_ pattern: [UInt32]) -> [Int: [Int]] {
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

    /// - Parameter share: the share of general texts that have the term.
    private func idf(_ frequency: Int, generalShare share: Double = 0) -> Float {
        Float(
            BM25Parameters.idf(
                documentFrequency: frequency, documentCount: texts.count, generalShare: share))
    }

    private func lengthPart(_ document: Int) -> Float {
        let norm = LengthNorm.encode(texts[document].scalars.count)
        let relative = averageLength > 0 ? LengthNorm.decode(norm) / averageLength : 1
        return Float(0.7 * (1 - 0.85 + 0.85 * relative))
    }

    private func weighted(_ positions: [Int], _ document: Int) -> Float {
        positions.reduce(0) { sum, at in
            let ends = texts[document].fieldEnds
            return sum + weights[ends.firstIndex { at < $0 } ?? ends.count]
        }
    }

    // MARK: What is found

    private mutating func has(_ word: QueryPlan.Word, isAlone: Bool) -> Set<Int> {
        let isWholeOnly = word.isSpaced || (word.pattern.count == 1 && !isAlone)
        let whole = words(word.pattern)
        return Set((isWholeOnly && !whole.isEmpty ? whole : occurrences(word.pattern)).keys)
    }

    private mutating func has(_ condition: QueryCondition, isAlone: Bool) -> Set<Int> {
        switch condition {
        case .concept(let concept, nil):
            precondition(concept.synonyms.isEmpty && concept.forms.isEmpty)
            return concept.words.reduce(Set(texts.indices)) {
                $0.intersection(has($1, isAlone: isAlone))
            }
        case .phrase(let pattern, nil): return Set(occurrences(pattern).keys)
        case .all(let parts):
            return parts.reduce(Set(texts.indices)) {
                $0.intersection(has($1, isAlone: isAlone))
            }
        case .any(let parts):
            return parts.reduce([]) { $0.union(has($1, isAlone: isAlone)) }
        case .not(let part):
            return Set(texts.indices).subtracting(has(part, isAlone: isAlone))
        case .range(let filter): return Set(texts.indices.filter { passes($0, [], [filter]) })
        case .keyword(let filter): return Set(texts.indices.filter { passes($0, [filter], []) })
        default: preconditionFailure("a condition that is not searched for here: \(condition)")
        }
    }

    private func passes(
        _ document: Int, _ filters: [KeywordFilter], _ ranges: [IntegerFilter]
    ) -> Bool {
        let document = texts[document].document
        return filters.allSatisfy { filter in
            guard case .keywords(let values)? = document[filter.field] else { return false }
            return values.contains { filter.values.contains($0) }
        }
            && ranges.allSatisfy { filter in
                guard case .integer(let value)? = document[filter.field] else { return false }
                return filter.ranges.contains { $0.contains(value) }
            }
    }

    // MARK: Scores

    /// What each bigram and word of a plan adds to documents, and the factors of the bigrams.
    private mutating func scores(
        _ plan: QueryPlan
    ) -> (scores: [Int: Float], factors: [[UInt32]: Float]) {
        var parts: [(factor: Float, places: [Int: [Int]])] = []
        var factors: [[UInt32]: Float] = [:]
        for feature in plan.grams where feature.weight > 0 {
            let pattern = [feature.key.first, feature.key.second]
            let places = occurrences(pattern)
            guard !places.isEmpty else { continue }
            let idf = idf(places.count, generalShare: GeneralFrequency.share(of: feature.key))
            parts.append((feature.weight * idf, places))
            factors[pattern] = feature.weight * idf
        }
        for feature in plan.dictionaryWords where feature.weight > 0 {
            let pattern = String(decoding: feature.key, as: UTF8.self).unicodeScalars.map(\.value)
            let places = words(pattern)
            guard !places.isEmpty else { continue }
            let share = GeneralFrequency.share(ofUTF8: feature.key)
            parts.append((feature.weight * idf(places.count, generalShare: share), places))
        }
        var unit: Float = 0x1p20
        let sum = parts.reduce(0) { $0 + $1.factor }
        while sum * unit > 0x1p31 { unit /= 2 }
        var sums: [Int: UInt32] = [:]
        for part in parts {
            for (document, positions) in part.places {
                let frequency = weighted(positions, document)
                let share = frequency / (frequency + lengthPart(document))
                sums[document, default: 0] += UInt32(part.factor * unit * share)
            }
        }
        return (sums.mapValues { Float($0) / unit }, factors)
    }

    // MARK: The close look

    private enum Fit: Int { case inside, head, whole }

    private func fit(_ at: Int, _ pattern: [UInt32], _ document: Int) -> Fit {
        let starts = texts[document].starts
        guard starts[at] else { return .inside }
        if starts[at + pattern.count] { return .whole }
        let isPiecemeal = (1..<max(pattern.count, 1)).contains { starts[at + $0] }
        let isKanji = pattern.allSatisfy { CharacterClass($0) == .kanji }
        return !isPiecemeal && isKanji ? .head : .inside
    }

    private mutating func look(
        _ plan: QueryPlan, _ document: Int, _ factors: [[UInt32]: Float]
    ) -> (fit: Fit, isPartial: Bool, bonus: Float) {
        var (fit, letterFit, matched) = (Fit.inside, Fit.inside, 0)
        var near: Float = 0
        var previous: (ends: [Int], idf: Float)?
        let planned = plan.words
        for word in planned {
            let whole = words(word.pattern)
            if word.pattern.count == 1, planned.count > 1 {
                previous = nil
                if whole[document] != nil { (fit, matched) = (.whole, matched + 1) }
                continue
            }
            guard let positions = occurrences(word.pattern)[document] else {
                previous = nil
                continue
            }
            matched += 1
            let best = positions.map { self.fit($0, word.pattern, document).rawValue }.max() ?? 0
            if word.pattern.count == 1, whole.isEmpty {
                letterFit = Fit(rawValue: max(letterFit.rawValue, min(best, 1))) ?? .inside
            } else {
                fit = Fit(rawValue: max(fit.rawValue, best)) ?? .inside
            }
            guard planned.count > 1, !whole.isEmpty else {
                previous = nil
                continue
            }
            let share = GeneralFrequency.share(ofWord: word.pattern)
            let idf = idf(whole.count, generalShare: share)
            if let previous {
                near += min(previous.idf, idf) * nearness(positions, previous.ends)
            }
            previous = (positions.map { $0 + word.pattern.count }, idf)
        }
        var bonus = near * 0.5
        for chunk in plan.chunks where chunk.count > 2 {
            let grams = zip(chunk, chunk.dropFirst()).map { [$0, $1] }
            let greatest = grams.map { factors[$0] ?? 0 }.max() ?? 0
            let factor = greatest * (Float(0.3) * Float(chunk.count - 1))
            guard factor > 0, let positions = occurrences(chunk)[document] else { continue }
            let frequency = weighted(positions, document)
            var score = factor * frequency / (frequency + lengthPart(document))
            if positions[0] == 0, texts[document].fieldEnds.first == chunk.count {
                score += factor
            }
            bonus += score
        }
        let rank = max(fit.rawValue, letterFit.rawValue)
        return (Fit(rawValue: rank) ?? .inside, matched > 0 && fit == .inside, bonus)
    }

    /// The greatest nearness of any end and any start, both ways.
    private func nearness(_ starts: [Int], _ ends: [Int]) -> Float {
        var best: Float = 0
        for end in ends {
            for start in starts where start >= end { best = max(best, 1 / Float(1 + start - end)) }
            if let before = starts.last(where: { $0 < end }) {
                best = max(best, 0.5 / Float(1 + end - before))
            }
        }
        return best
    }

    /// What the concepts that a document has add where it lacks others: each half its rarity, once.
    private mutating func coverage(_ plan: QueryPlan, _ document: Int) -> Float {
        guard plan.concepts.count > 1 else { return 0 }
        var sum: Float = 0
        for concept in plan.concepts where !concept.words.allSatisfy(\.isFragment) {
            var rarity: Float = 0
            var hasAll = true
            for word in concept.words {
                rarity = max(rarity, self.rarity(of: word, plan))
                let isWord = word.whole == nil && (word.isSpaced || word.pattern.count == 1)
                let places = isWord ? words(word.pattern) : occurrences(word.pattern)
                if places[document] == nil { hasAll = false }
            }
            if hasAll { sum += 0.5 * rarity }
        }
        return sum
    }

    private mutating func rarity(of word: QueryPlan.Word, _ plan: QueryPlan) -> Float {
        let factor = word.isPredicate ? RankingWeights.standard.predicate : 1
        let frequency = words(word.pattern).count
        if frequency > 0 || word.pattern.count == 1 {
            let share = GeneralFrequency.share(ofWord: word.pattern)
            return factor * idf(frequency, generalShare: share)
        }
        var rarest: Float = 0
        for (first, second) in zip(word.pattern, word.pattern.dropFirst()) {
            let weighs = plan.grams.contains { $0.key == Gram(first, second) && $0.weight > 0 }
            let count = occurrences([first, second]).count
            guard weighs, count > 0 else { continue }
            let share = GeneralFrequency.share(of: Gram(first, second))
            rarest = max(rarest, idf(count, generalShare: share))
        }
        return factor * rarest
    }

    // MARK: The answer

    /// The answer to a query.
    ///
    /// Its candidates are the best of each tier by score, twice as many as hits asked for and at least
    /// 100; the close look gives their order. Where the upper tier has as many,
    /// those of the lower one have no lower score than the last of them.
    mutating func answer(
        _ query: String, _ options: SearchOptions
    ) throws -> (hits: [Expected], total: Int, isFallback: Bool) {
        let plan = try searcher.plan(try searcher.parse(query), options)
        precondition(plan.concepts.allSatisfy { $0.synonyms.isEmpty && $0.forms.isEmpty })
        let isAlone = plan.wordCount == 1
        var exact = Set(texts.indices.filter { passes($0, options.filters, options.ranges) })
        for phrase in plan.phrases { exact.formIntersection(occurrences(phrase).keys) }
        for condition in plan.conditions {
            exact.formIntersection(has(condition, isAlone: isAlone))
        }
        var all = exact
        var some: Set<Int> = []
        let plainWords = plan.concepts.flatMap(\.words)
        for word in plainWords {
            all.formIntersection(has(word, isAlone: isAlone))
            if word.isFragment, plainWords.contains(where: { !$0.isFragment }) { continue }
            let whole = words(word.pattern)
            let isWhole = !whole.isEmpty || word.pattern.count == 1
            some.formUnion((isWhole ? whole : occurrences(word.pattern)).keys)
        }
        some = plan.hasRequiredWords ? exact : some.intersection(exact)
        let (scores, factors) = scores(plan)
        let planned = plan.words
        var byItself: Set<Int> = planned.isEmpty ? Set(texts.indices) : []
        for word in planned {
            let places = word.whole == nil ? words(word.pattern) : occurrences(word.pattern)
            byItself.formUnion(places.keys)
        }
        let wanted = options.offset + options.limit
        let depth = max(2 * wanted, 100)
        let isFallback = all.isEmpty && plan.optionalWordCount > 1
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
        var ranked: [Ranked] = []
        for var candidate in candidates {
            let look = look(plan, candidate.document, factors)
            let fit = plan.allConcepts.isEmpty ? 2 : look.fit.rawValue
            candidate.tier = candidate.tier >= 0 ? fit : fit - 3
            candidate.score += look.bonus
            candidate.isPartial = look.isPartial
            if candidate.tier < 0 { candidate.score += coverage(plan, candidate.document) }
            ranked.append(candidate)
        }
        if !options.includesPartialMatches { ranked.removeAll(where: \.isPartial) }
        switch options.sort {
        case .integer(let field, let isDescending):
            func key(_ ranked: Ranked) -> (Int, Int64, Int) {
                guard case .integer(let value)? = texts[ranked.document].document[field] else {
                    return (1, 0, ranked.document)
                }
                return (0, isDescending ? -value : value, ranked.document)
            }
            ranked.sort { key($0) < key($1) }
            ranked = Array(ranked.prefix(wanted))
        default: ranked.sort { $0.precedes($1) }
        }
        let hits = ranked.dropFirst(options.offset).prefix(options.limit).map {
            Expected(
                id: texts[$0.document].document.id, score: Double($0.score),
                isPartial: $0.isPartial, hasAllWords: $0.tier >= 0)
        }
        return (Array(hits), isFallback ? some.count : all.count, isFallback)
    }
}
