internal import IndexStorage
internal import TextAnalysis

/// Matches another form of a word if it does not begin or end inside a longer one.
///
/// So 3町 does not match in 13町, 六次 in 十六次, 200人 in 1,200人, or サーバ in サーバント.
final class FormMatcher: Matcher {
    private let inner: Matcher
    private let segment: SegmentReader
    private let form: AlternativeForm
    private let checks: Checks
    private var neighbours: NumberNeighbours?
    /// The positions of the form in the current document.
    private var found: [UInt32] = []

    /// The tests of the context of a form.
    private struct Checks {
        /// Whether a word must begin at the start of the form.
        var start = false
        /// Whether a word must end at the end of the form.
        var end = false
        /// Whether the form must not be a part of a longer number.
        var number = false

        init(_ form: AlternativeForm) {
            let first = form.scalars.first.map { CharacterClass($0) } ?? .mark
            let last = form.scalars.last.map { CharacterClass($0) } ?? .mark
            switch form.kind {
            case .identifier: number = true
            case .number, .amount, .unit, .fraction:
                number = true
                // A unit by itself follows a number: m2 in 500m2.
                start = form.kind != .unit || NumberNeighbours.isNumeric(form.scalars[0])
                let endsInDigit = form.scalars.last.map { YearExpression.isDigit($0) } ?? false
                end =
                    last == .word && !endsInDigit || last == .hiragana || last == .katakana
                if form.scalars.last == 0x3064 { end = false }  // 三つ, 二つ折り
            case .longVowel, .katakana, .middleDot: (start, end) = (true, true)
            default: (start, end) = (first == .word, last == .word)
            }
        }
    }

    /// Creates a matcher of a form in a segment.
    static func make(
        _ form: AlternativeForm, in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        let inner = try SubstringMatcher.make(form.scalars, in: segment)
        guard inner.document != endOfDocuments else { return inner }
        var checks = Checks(form)
        // An index without words has no word boundaries.
        if !segment.hasWords { (checks.start, checks.end) = (false, false) }
        guard checks.start || checks.end || checks.number else { return inner }
        return try FormMatcher(inner, segment, form, checks)
    }

    private init(
        _ inner: Matcher, _ segment: SegmentReader, _ form: AlternativeForm, _ checks: Checks
    ) throws(StorageError) {
        self.inner = inner
        self.segment = segment
        self.form = form
        self.checks = checks
        super.init()
        try settle()
    }

    override var cost: Int { inner.cost }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try inner.advance(to: target)
        try settle()
    }

    override func restart(from target: UInt32) throws(StorageError) {
        neighbours = nil
        try inner.restart(from: target)
        try settle()
    }

    private func settle() throws(StorageError) {
        found = []
        while inner.document != endOfDocuments {
            found = try occurrences(in: inner.document)
            if !found.isEmpty { break }
            try inner.advance(to: inner.document + 1)
        }
        document = inner.document
    }

    override func occurrences() throws(StorageError) -> [UInt32] {
        document == endOfDocuments ? [] : found
    }

    private func occurrences(in document: UInt32) throws(StorageError) -> [UInt32] {
        var positions = try inner.occurrences()
        if checks.start || checks.end {
            let text = try segment.textRange(document)
            positions.removeAll {
                (checks.start && !segment.isBoundary(Int($0), in: text))
                    || (checks.end
                        && !segment.isBoundary(Int($0) + form.scalars.count, in: text))
            }
        }
        guard checks.number, !positions.isEmpty else { return positions }
        // Most forms do not occur, so the context is set up at the first occurrence.
        if neighbours == nil { neighbours = try NumberNeighbours(of: form, in: segment) }
        try neighbours?.remove(from: &positions, of: document)
        return positions
    }
}

extension Matcher {
    /// Creates a matcher of the letters of a word anywhere; a number must not be a part of a longer
    /// one.
    static func make(
        letters word: QueryPlan.Word, in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        guard let kind = word.whole else {
            return try SubstringMatcher.make(word.pattern, in: segment)
        }
        return try FormMatcher.make(AlternativeForm(word.pattern, kind), in: segment)
    }
}

extension QueryPlan.Word {
    /// Whether every match of the text is a separate word.
    var isWholeWhereFound: Bool { whole.map { $0 != .spelling && $0 != .reading } ?? false }
}

extension AlternativeForm.Kind {
    /// Whether every match of such a form is a separate word.
    var isWholeWhereFound: Bool { isNumeric || self == .nearYear }
}

/// The other forms of a concept in a segment.
struct FormEvidence {
    /// Matches the concept as typed.
    let typed: Matcher
    let forms: [(form: AlternativeForm, matcher: Matcher)]
    /// The factor of the forms that are scored as a whole.
    let factor: Float

    init(
        _ concept: QueryPlan.Concept, factor: Float, _ segment: SegmentReader
    ) throws(StorageError) {
        self.factor = factor
        typed =
            factor > 0 && !concept.typed.isEmpty
            ? try SubstringMatcher.make(concept.typed, in: segment) : EmptyMatcher()
        var forms: [(form: AlternativeForm, matcher: Matcher)] = []
        for form in concept.forms { forms.append((form, try FormMatcher.make(form, in: segment))) }
        self.forms = forms
    }
}
