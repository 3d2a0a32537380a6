import IndexCodec
import TextAnalysis

@testable import RenkeiSearch

/// How well words match in a document, and what nearness and whole chunks add.
extension ExhaustiveSearch {
    enum Fit: Int { case inside, head, whole }

    private func fit(_ at: Int, _ pattern: [UInt32], _ document: Int) -> Fit {
        let starts = texts[document].starts
        guard starts[at] else { return .inside }
        if starts[at + pattern.count] { return .whole }
        let isPiecemeal = (1..<max(pattern.count, 1)).contains { starts[at + $0] }
        let isKanji = pattern.allSatisfy { CharacterClass($0) == .kanji }
        return !isPiecemeal && isKanji ? .head : .inside
    }

    mutating func look(
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
    mutating func coverage(_ plan: QueryPlan, _ document: Int) -> Float {
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
}
