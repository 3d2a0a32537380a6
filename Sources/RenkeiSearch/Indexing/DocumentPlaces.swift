/// Numbers the places of a log so that a number tells its document and position at once.
///
/// Each document begins at a multiple of `2^shift`. If none is longer than that, as is usual, the
/// upper bits of a number are the document and the lower ones the position; else a table tells whose
/// each stretch of `2^shift` numbers is. Numbers ascend as places do.
struct DocumentPlaces {
    /// The number of each document's first place.
    let starts: [UInt32]
    /// How many bits of a number tell the place in a stretch.
    private let shift: UInt32
    /// The document of each stretch; empty if each document has one.
    private let stretches: [UInt32]

    /// - Parameters:
    ///   - bounds: where each document begins in the log, then the end of the log.
    ///   - limit: how many numbers there are; tests give fewer than 32 bits have.
    init(_ bounds: [UInt32], limit: Int = 1 << 32) {
        let lengths = bounds.indices.dropLast().map { Int(bounds[$0 + 1] - bounds[$0]) }
        let longest = lengths.max() ?? 0
        // No document needs more.
        var shift = longest > 1 ? min(Int.bitWidth - (longest - 1).leadingZeroBitCount, 31) : 0
        func stretchCount(_ length: Int) -> Int { max(1, (length + 1 << shift - 1) >> shift) }
        while shift > 0, lengths.reduce(0, { $0 + stretchCount($1) }) > limit >> shift {
            shift -= 1
        }
        self.shift = UInt32(shift)
        var starts: [UInt32] = []
        starts.reserveCapacity(lengths.count)
        var stretches: [UInt32] = []
        var count = 0
        let isLong = longest > 1 << shift
        for (document, length) in lengths.enumerated() {
            starts.append(UInt32(count << shift))
            count += stretchCount(length)
            if isLong {
                while stretches.count < count { stretches.append(UInt32(document)) }
            }
        }
        self.starts = starts
        self.stretches = stretches
    }

    /// The document of a numbered place.
    @inline(__always)
    func document(_ number: UInt32) -> UInt32 {
        let stretch = number &>> shift
        return stretches.isEmpty ? stretch : stretches[Int(stretch)]
    }

    /// Splits numbered places.
    ///
    /// No step depends on whether a place is of the document before: that cannot be foretold.
    ///
    /// - Parameters:
    ///   - numbers: ascending.
    ///   - firsts: takes at its front which numbers are the first of their documents, then how many
    ///     numbers there are; has room for one more than these.
    ///   - output: takes the distance of each place from its document's start.
    /// - Returns: how many documents the places are in.
    func resolve(
        _ numbers: Span<UInt32>, firsts: inout MutableSpan<UInt32>,
        _ output: inout OutputSpan<UInt32>
    ) -> Int {
        // In a variable of this function it need not be in memory.
        var positions = output
        var count = 0
        // No document.
        var last = UInt32.max
        if stretches.isEmpty {
            let shift = shift
            let mask = 1 &<< shift &- 1
            for index in numbers.indices {
                let number = numbers[index]
                let document = number &>> shift
                positions.append(number & mask)
                firsts[count] = UInt32(truncatingIfNeeded: index)
                count &+= DocumentPlaces.isOther(document, last)
                last = document
            }
        } else {
            for index in numbers.indices {
                let document = stretches[Int(numbers[index] &>> shift)]
                positions.append(numbers[index] &- starts[Int(document)])
                firsts[count] = UInt32(truncatingIfNeeded: index)
                count &+= DocumentPlaces.isOther(document, last)
                last = document
            }
        }
        firsts[count] = UInt32(truncatingIfNeeded: numbers.count)
        output = positions
        return count
    }

    /// 1 for two different numbers, 0 for the same, without a branch.
    @inline(__always)
    private static func isOther(_ first: UInt32, _ second: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(first ^ second) &+ UInt64(UInt32.max)) &>> 32)
    }

    /// How many documents ascending numbers belong to.
    func documentCount(_ numbers: Span<UInt32>) -> Int {
        var count = 0
        for index in numbers.indices
        where index == 0 || document(numbers[index]) != document(numbers[index - 1]) { count += 1 }
        return count
    }
}
