internal import TextAnalysis

/// Counts words by their positions relative to keys.
struct CollocateCounter {
    private let window: Int
    private var table = WordTable()
    /// For each word, its spelling at the first occurrence.
    private(set) var shown: [String] = []
    /// For each word, its counts at L1, L2, …, then at R1, R2, ….
    private var positionCounts: [Int] = []
    /// For each word, the number of its occurrences that are neighbours of some key.
    private(set) var neighbourFrequencies: [Int] = []
    /// The number of word occurrences that are neighbours of some key.
    private(set) var neighbourWords = 0
    /// For each word of the current field, whether it is a neighbour of some key.
    private var isNeighbour: [Bool] = []
    /// The numbers of the words of the current field; -1 for those not looked up.
    private var numbers: [Int32] = []

    init(window: Int) { self.window = window }

    /// The number of different words.
    var count: Int { shown.count }

    /// The word in UTF-8, as in the index.
    func key(_ number: Int) -> [UInt8] { Array(String(scalars: table.word(number)).utf8) }

    /// The counts of a word before and after keys, the nearest position first.
    func counts(_ number: Int) -> (before: [Int], after: [Int]) {
        let start = number * 2 * window
        return (
            Array(positionCounts[start..<start + window]),
            Array(positionCounts[start + window..<start + 2 * window])
        )
    }

    /// Counts the neighbours of the keys of a field.
    mutating func add(_ keys: [Range<Int>], in field: FieldWords) {
        isNeighbour.removeAll(keepingCapacity: true)
        isNeighbour.append(contentsOf: repeatElement(false, count: field.count))
        numbers.removeAll(keepingCapacity: true)
        numbers.append(contentsOf: repeatElement(-1, count: field.count))
        for key in keys {
            let after = field.first(from: key.upperBound)
            for position in 0..<min(window, field.count - after) {
                count(after + position, at: window + position, in: field)
            }
            // The first word that overlaps the key or follows its start.
            var before = field.first(from: key.lowerBound)
            if before > 0, field.words[before - 1].end > key.lowerBound { before -= 1 }
            for position in 0..<min(window, before) {
                count(before - 1 - position, at: position, in: field)
            }
        }
        for (index, isNeighbour) in isNeighbour.enumerated() where isNeighbour {
            neighbourFrequencies[Int(numbers[index])] += 1
            neighbourWords += 1
        }
    }

    private mutating func count(_ index: Int, at position: Int, in field: FieldWords) {
        if numbers[index] < 0 {
            let word = field.words[index]
            let number = Int(table.number(field.normal.folded, word.start..<word.end))
            if number == shown.count {
                shown.append(String(scalars: field.normal.base[word.start..<word.end]))
                positionCounts.append(contentsOf: repeatElement(0, count: 2 * window))
                neighbourFrequencies.append(0)
            }
            numbers[index] = Int32(number)
        }
        isNeighbour[index] = true
        positionCounts[Int(numbers[index]) * 2 * window + position] += 1
    }
}
