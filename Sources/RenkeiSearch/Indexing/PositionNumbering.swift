/// Numbers the positions of a buffer so that a number encodes both document and position.
///
/// Each document begins at a multiple of `2^shift`. If none is longer than that, as is usual, the
/// upper bits of a number are the document and the lower ones the position; otherwise a table gives
/// the document of each block of `2^shift` numbers. The numbering preserves the order of positions.
struct PositionNumbering {
    /// The number of the first position of each document.
    let starts: [UInt32]
    /// The number of low bits that encode the position within a block.
    private let shift: UInt32
    /// The document of each block; empty if each document has one block.
    private let blockDocuments: [UInt32]

    /// - Parameters:
    ///   - bounds: the start of each document in the buffer, then the end of the buffer.
    ///   - limit: the number of available numbers; tests pass fewer than 2^32.
    init(_ bounds: [UInt32], limit: Int = 1 << 32) {
        let lengths = bounds.indices.dropLast().map { Int(bounds[$0 + 1] - bounds[$0]) }
        let longest = lengths.max() ?? 0
        // A larger shift is never needed.
        var shift = longest > 1 ? min(Int.bitWidth - (longest - 1).leadingZeroBitCount, 31) : 0
        func blockCount(_ length: Int) -> Int { max(1, (length + 1 << shift - 1) >> shift) }
        while shift > 0, lengths.reduce(0, { $0 + blockCount($1) }) > limit >> shift {
            shift -= 1
        }
        self.shift = UInt32(shift)
        var starts: [UInt32] = []
        starts.reserveCapacity(lengths.count)
        var blockDocuments: [UInt32] = []
        var count = 0
        let isLong = longest > 1 << shift
        for (document, length) in lengths.enumerated() {
            starts.append(UInt32(count << shift))
            count += blockCount(length)
            if isLong {
                while blockDocuments.count < count { blockDocuments.append(UInt32(document)) }
            }
        }
        self.starts = starts
        self.blockDocuments = blockDocuments
    }

    /// The document of a numbered position.
    @inline(__always)
    func document(_ number: UInt32) -> UInt32 {
        let block = number &>> shift
        return blockDocuments.isEmpty ? block : blockDocuments[Int(block)]
    }

    /// Splits numbered positions into documents and positions.
    ///
    /// No branch tests whether a position belongs to the same document as the one before, because
    /// that is unpredictable.
    ///
    /// - Parameters:
    ///   - numbers: ascending.
    ///   - firsts: receives the indices of the first number of each document, then the count of
    ///     numbers; needs room for one more than these.
    ///   - output: receives the distance of each position from the start of its document.
    /// - Returns: the number of different documents.
    func resolve(
        _ numbers: Span<UInt32>, firsts: inout MutableSpan<UInt32>,
        _ output: inout OutputSpan<UInt32>
    ) -> Int {
        // A local variable can be kept in registers.
        var positions = output
        var count = 0
        // Not a valid document.
        var last = UInt32.max
        if blockDocuments.isEmpty {
            let shift = shift
            let mask = 1 &<< shift &- 1
            for index in numbers.indices {
                let number = numbers[index]
                let document = number &>> shift
                positions.append(number & mask)
                firsts[count] = UInt32(truncatingIfNeeded: index)
                count &+= PositionNumbering.isOther(document, last)
                last = document
            }
        } else {
            for index in numbers.indices {
                let document = blockDocuments[Int(numbers[index] &>> shift)]
                positions.append(numbers[index] &- starts[Int(document)])
                firsts[count] = UInt32(truncatingIfNeeded: index)
                count &+= PositionNumbering.isOther(document, last)
                last = document
            }
        }
        firsts[count] = UInt32(truncatingIfNeeded: numbers.count)
        output = positions
        return count
    }

    /// 1 if two numbers differ, else 0, without a branch.
    @inline(__always)
    private static func isOther(_ first: UInt32, _ second: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(first ^ second) &+ UInt64(UInt32.max)) &>> 32)
    }

    /// The number of documents that ascending numbers belong to.
    func documentCount(_ numbers: Span<UInt32>) -> Int {
        var count = 0
        for index in numbers.indices
        where index == 0 || document(numbers[index]) != document(numbers[index - 1]) { count += 1 }
        return count
    }
}
