internal import CWordTables

/// Vectors of words, learned from cooccurrence, in a built-in table.
///
/// `Tools/word-tables` makes the table and names the method and its sources. Vectors have length 1,
/// so the product of two is the cosine of the angle between them: 1 for the same word and about 0
/// for unrelated words.
enum WordVectors {
    /// The number of blocks of eight components of a vector.
    static let blockCount = Int(word_tables_dimensions() / 8)
    /// The number of words with vectors.
    static let count = Int(word_tables_row_count())

    /// For each row, the information content of its word: the negative logarithm of its general
    /// frequency.
    static let information: [Float] = (0..<Int32(count)).map { row in
        let rarity = word_tables_row_rarity(row)
        // The table of frequencies ends at about 2 in 10,000 texts.
        return Float(rarity < 0 ? 180 : rarity) / 16 * Float(Double.logarithm(2))
    }

    /// The row of a word, given as folded scalars; nil if it has no vector.
    @inline(__always)
    static func row(of word: some Sequence<UInt32>) -> Int32? {
        let row = word_tables_row(WordFingerprint(.word, word).value)
        return row < 0 ? nil : row
    }

    /// The word of a row, folded.
    static func word(_ row: Int32) -> String {
        var bytes: [UInt8] = []
        for index in 0..<word_tables_text_length(row) {
            bytes.append(word_tables_text_byte(row, index))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A block of eight components of the vector of a row.
    @inline(__always)
    static func block(_ row: Int32, _ number: Int) -> SIMD8<Float> {
        word_tables_block(row, Int32(number))
    }

    /// The words closest to a word, the closest first, with a cosine of at least 0.5.
    static func neighbours(of row: Int32) -> [(row: Int32, cosine: Float)] {
        let range =
            word_tables_neighbours(
                row)..<max(
                word_tables_neighbours(row), word_tables_neighbours(row + 1))
        var found: [(row: Int32, cosine: Float)] = []
        found.reserveCapacity(range.count)
        for index in range {
            let other = word_tables_neighbour_row(index)
            // A damaged executable could contain anything.
            guard other >= 0, Int(other) < count else { continue }
            found.append((other, Float(word_tables_neighbour_cosine(index)) / 255))
        }
        return found
    }
}

/// A sum of word vectors, which represents the subject of a text.
struct TextVector: Sendable {
    private var blocks = [SIMD8<Float>](repeating: .zero, count: WordVectors.blockCount)

    /// Makes the zero vector.
    init() {}

    /// Makes the vector of a word.
    init(row: Int32) { add(row, weight: 1) }

    /// Whether no word was added.
    var isZero: Bool { !blocks.contains { $0 != .zero } }

    /// Adds a word.
    mutating func add(_ row: Int32, weight: Float) {
        var sums = blocks.mutableSpan
        for index in sums.indices { sums[index] += weight * WordVectors.block(row, index) }
    }

    /// The product with the vector of a word.
    func product(withRow row: Int32) -> Float {
        var sum = SIMD8<Float>.zero
        for index in blocks.indices { sum += blocks[index] * WordVectors.block(row, index) }
        return sum.sum()
    }

    private func product(_ other: TextVector) -> Float {
        var sum = SIMD8<Float>.zero
        for index in blocks.indices { sum += blocks[index] * other.blocks[index] }
        return sum.sum()
    }

    /// The cosine of the angle to another vector, −1 to 1; 0 if either is zero.
    func cosine(_ other: TextVector) -> Float {
        let lengths = (product(self) * other.product(other)).squareRoot()
        return lengths > 0 ? min(max(product(other) / lengths, -1), 1) : 0
    }
}
