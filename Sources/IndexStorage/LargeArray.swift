internal import SystemCalls

/// Arrays of many megabytes.
@usableFromInline package enum LargeArray {
    /// An array of numbers with undefined content.
    ///
    /// Write each element before you read it. Pages that are never written take no memory.
    package static func unfilled(count: Int) -> [UInt32] {
        // SAFETY: every bit pattern is a valid number.
        unsafe [UInt32](unsafeUninitializedCapacity: count) { _, filled in filled = count }
    }

    /// An array of equal elements, backed by large pages where the system has them.
    ///
    /// Meant for tables with random access. Arrays that are written in order, or at a few thousand
    /// offsets at a time, gain only while the system has large pages at hand: a virtual machine may
    /// have returned them to its host and must request each again.
    @inlinable package static func repeating<Element: BitwiseCopyable>(
        _ element: Element, count: Int
    ) -> [Element] {
        var array: [Element] = []
        array.reserveCapacity(count)
        advise(&array)
        // A loop, because this is specialised for the type of the element.
        array.append(addingCapacity: count) { output in
            for _ in 0..<count { output.append(element) }
        }
        return array
    }

    @usableFromInline
    static func advise<Element: BitwiseCopyable>(_ array: inout [Element]) {
        if array.capacity * MemoryLayout<Element>.stride >= 1 << 21 {
            Posix.adviseLargePages(&array)
        }
    }
}
