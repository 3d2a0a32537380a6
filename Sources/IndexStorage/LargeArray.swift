internal import SystemCalls

/// Arrays of many megabytes.
@usableFromInline package enum LargeArray {
    /// An array of numbers of which nothing is known.
    ///
    /// Each is to be written before it is read. Room that is never written takes no memory.
    package static func unfilled(count: Int) -> [UInt32] {
        // SAFETY: whatever bits the memory has, they are a number.
        unsafe [UInt32](unsafeUninitializedCapacity: count) { _, filled in filled = count }
    }

    /// An array of equal elements, in large pages where the system has them.
    ///
    /// It serves tables that are looked into in no order. What is written in order, or at a few
    /// thousand places at a time, is faster in large pages only while the system has some at hand: a
    /// virtual machine may have given them back to its host, and has to ask for each anew.
    @inlinable package static func repeating<Element: BitwiseCopyable>(
        _ element: Element, count: Int
    ) -> [Element] {
        var array: [Element] = []
        array.reserveCapacity(count)
        advise(&array)
        // A loop, as this is compiled for the type of the element.
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
