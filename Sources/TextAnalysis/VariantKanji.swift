internal import Messages

/// Maps variant kanji to their common forms, and radicals to the kanji that they resemble.
package struct VariantKanji: Sendable, Equatable {
    /// Variant and old kanji with their common forms.
    package private(set) var kanji: [UInt32: UInt32] = [:]
    /// CJK radicals with the kanji that they look like.
    package private(set) var radicals: [UInt32: UInt32] = [:]

    /// A table without entries.
    package init() {}

    /// Reads a table: a variant, a tab and the common form on each line, `#` before a comment.
    ///
    /// - Parameters:
    ///   - text: the lines.
    ///   - name: the name of the table in errors, such as its path.
    /// - Throws: `VocabularyError` for the first line that is neither a pair of characters, a
    ///   comment nor empty, or that makes a chain or repeats a variant.
    package init(parsing text: String, name: String) throws(VocabularyError) {
        var lineNumber = 0
        var lines: [UInt32: Int] = [:]
        for line in VocabularyLine.lines(of: text) {
            lineNumber += 1
            let content = line.split(
                separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
            let trimmed = VocabularyLine.trim(content)
            if trimmed.isEmpty { continue }
            let columns = trimmed.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count == 2,
                let from = VariantKanji.onlyScalar(columns[0]),
                let to = VariantKanji.onlyScalar(columns[1])
            else {
                throw VocabularyError(
                    name, lineNumber,
                    "expected a character, a tab and the character it stands for")
            }
            if from == to || kanji[from] != nil || radicals[from] != nil {
                throw VocabularyError(
                    name, lineNumber, "\(columns[0]) is listed twice or maps to itself")
            }
            add(from, to)
            lines[from] = lineNumber
        }
        let pairs = kanji.merging(radicals) { first, _ in first }
        let chains = pairs.filter { pairs[$0.value] != nil }.keys
        if let from = chains.min(by: { lines[$0, default: 0] < lines[$1, default: 0] }) {
            throw VocabularyError(
                name, lines[from],
                "\(String(scalars: [from])) stands for a character that stands for another")
        }
    }

    /// Every variant with its common form, in the order of the variants.
    package var pairs: [(from: UInt32, to: UInt32)] {
        kanji.merging(radicals) { first, _ in first }.sorted { $0.key < $1.key }
            .map { (from: $0.key, to: $0.value) }
    }

    /// A table of pairs of a variant and its common form.
    package init(pairs: [(from: UInt32, to: UInt32)]) {
        kanji.reserveCapacity(pairs.count)
        for (from, to) in pairs { add(from, to) }
    }

    /// Adds a variant and its common form.
    mutating func add(_ from: UInt32, _ to: UInt32) {
        if (0x2E80...0x2FDF).contains(from) { radicals[from] = to } else { kanji[from] = to }
    }

    private static func onlyScalar(_ text: Substring) -> UInt32? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
    }
}
