internal import IndexStorage
internal import TextAnalysis

/// Matches another form of a word where it does not begin or end inside a number or a Latin word,
/// and a number in kanji where it begins a word.
///
/// So 3町 is not found in 13町, and 六次 not in 十六次.
final class FormMatcher: Matcher {
    private let inner: Matcher
    private let segment: SegmentReader
    private let length: Int
    private let checksStart: Bool
    private let checksEnd: Bool

    /// A matcher of a form in a segment.
    static func make(
        _ form: AlternativeForm, in segment: SegmentReader
    ) throws(StorageError) -> Matcher {
        let inner = try SubstringMatcher.make(form.scalars, in: segment)
        let first = form.scalars.first.map { CharacterClass($0) }
        let last = form.scalars.last.map { CharacterClass($0) }
        let checksStart = first == .word || form.kind == .number
        // An index without words does not know where they begin.
        guard segment.hasWords, checksStart || last == .word else { return inner }
        return try FormMatcher(
            inner, segment, length: form.scalars.count, checksStart: checksStart,
            checksEnd: last == .word)
    }

    private init(
        _ inner: Matcher, _ segment: SegmentReader, length: Int, checksStart: Bool, checksEnd: Bool
    ) throws(StorageError) {
        self.inner = inner
        self.segment = segment
        self.length = length
        self.checksStart = checksStart
        self.checksEnd = checksEnd
        super.init()
        try settle()
    }

    override var cost: Int { inner.cost }

    override func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        try inner.advance(to: target)
        try settle()
    }

    private func settle() throws(StorageError) {
        while inner.document != endOfDocuments, try occurrences(in: inner.document).isEmpty {
            try inner.advance(to: inner.document + 1)
        }
        document = inner.document
    }

    override func occurrences() throws(StorageError) -> [UInt32] {
        document == endOfDocuments ? [] : try occurrences(in: document)
    }

    private func occurrences(in document: UInt32) throws(StorageError) -> [UInt32] {
        let text = try segment.textRange(document)
        return try inner.occurrences().filter {
            (!checksStart || segment.isBoundary(Int($0), in: text))
                && (!checksEnd || segment.isBoundary(Int($0) + length, in: text))
        }
    }
}

/// The other forms of a concept in a segment, beside what was typed.
struct FormEvidence {
    /// Where the concept stands as it was typed.
    let typed: Matcher
    let forms: [(form: AlternativeForm, matcher: Matcher)]
    /// What the forms weigh that score as a whole.
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
