/// Keeps the greatest of many elements: a heap with the least of those kept on top.
struct BoundedHeap<Element: Comparable> {
    /// The kept elements; only the first, the least, has a defined position.
    private(set) var elements: [Element] = []
    /// The greatest number of elements.
    let limit: Int

    init(limit: Int) {
        self.limit = limit
        elements.reserveCapacity(min(limit, 4096))
    }

    /// Whether a further element would replace the least.
    @inline(__always) var isFull: Bool { elements.count >= limit }

    /// Keeps an element if it is among the greatest so far.
    @inline(__always)
    mutating func insert(_ element: Element) {
        if elements.count < limit {
            elements.append(element)
            BoundedHeap.siftUp(&elements)
        } else if limit > 0, elements[0] < element {
            BoundedHeap.replaceLeast(&elements, element)
        }
    }

    /// The elements in descending order.
    consuming func sorted() -> [Element] {
        elements.sort(by: >)
        return elements
    }

    private static func siftUp(_ elements: inout [Element]) {
        var elements = elements.mutableSpan
        var index = elements.count - 1
        let moved = elements[index]
        while index > 0 {
            let parent = (index - 1) >> 1
            guard moved < elements[parent] else { break }
            elements[index] = elements[parent]
            index = parent
        }
        elements[index] = moved
    }

    private static func replaceLeast(_ elements: inout [Element], _ element: Element) {
        var elements = elements.mutableSpan
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < elements.count else { break }
            // The lesser of two children moves up.
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < element else { break }
            elements[index] = elements[child]
            index = child
        }
        elements[index] = element
    }
}
