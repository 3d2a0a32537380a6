/// Arrays of many megabytes.
@usableFromInline package enum LargeArray {
    /// Makes room in an array, in large pages where the system has them.
    ///
    /// Room that is never filled takes no memory.
    @usableFromInline
    package static func reserve<Element: BitwiseCopyable>(_ array: inout [Element], _ capacity: Int)
    {
        guard capacity > array.capacity else { return }
        array.reserveCapacity(capacity)
        if capacity * MemoryLayout<Element>.stride >= 1 << 21 { Posix.adviseLargePages(&array) }
    }

    /// An array of numbers of which nothing is known, in large pages where the system has them.
    ///
    /// Each is to be written before it is read.
    package static func unfilled(count: Int) -> [UInt32] {
        // SAFETY: whatever bits the memory has, they are a number.
        var array = unsafe [UInt32](unsafeUninitializedCapacity: count) { _, filled in
            filled = count
        }
        if count >= 1 << 19 { Posix.adviseLargePages(&array) }
        return array
    }

    /// An array of equal elements, in large pages where the system has them.
    @inlinable package static func repeating<Element: BitwiseCopyable>(
        _ element: Element, count: Int
    ) -> [Element] {
        var array: [Element] = []
        reserve(&array, count)
        // A loop, as this is compiled for the type of the element.
        array.append(addingCapacity: count) { output in
            for _ in 0..<count { output.append(element) }
        }
        return array
    }
}
