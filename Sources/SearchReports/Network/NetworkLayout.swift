/// Lays out the nodes of a network so that labels do not overlap.
///
/// Connected parts are laid out one by one (`ForceLayout`) and placed next to each other, the
/// largest in the middle. Nothing is random: the same network gives the same picture.
package struct NetworkLayout {
    /// The box of a node, around its centre.
    package struct Box {
        package let width: Double
        package let height: Double

        /// Makes a box.
        package init(width: Double, height: Double) {
            self.width = width
            self.height = height
        }
    }

    /// A point of the plane.
    package struct Point: Equatable {
        package var x: Double
        package var y: Double
    }

    /// An attraction between two nodes.
    package struct Edge {
        package let first: Int
        package let second: Int
        /// The strength, greater than 0 and at most 1.
        package let strength: Double

        /// Makes an edge.
        package init(first: Int, second: Int, strength: Double) {
            self.first = first
            self.second = second
            self.strength = strength
        }
    }

    /// The centre of each box.
    package private(set) var points: [Point]
    /// The cosine and the sine of the golden angle: repeated rotation by it never returns to an
    /// earlier direction.
    static let (goldenCosine, goldenSine) = (-0.737368878078, 0.675490294261)

    /// Lays out boxes.
    package init(_ boxes: [Box], _ edges: [Edge]) {
        points = boxes.map { _ in Point(x: 0, y: 0) }
        let mean = boxes.reduce(0) { $0 + $1.width + $1.height } / Double(max(2 * boxes.count, 1))
        let numbers = NetworkLayout.parts(boxes.count, edges)
        var parts: [PlacedPart] = []
        for part in 0..<(numbers.max().map { $0 + 1 } ?? 0) {
            let nodes = numbers.indices.filter { numbers[$0] == part }
            let indices = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
            let own = edges.compactMap { edge -> Edge? in
                guard let first = indices[edge.first], let second = indices[edge.second] else {
                    return nil
                }
                return Edge(first: first, second: second, strength: edge.strength)
            }
            let partBoxes = nodes.map { boxes[$0] }
            parts.append(
                PlacedPart(
                    nodes: nodes, boxes: partBoxes,
                    points: ForceLayout(partBoxes, own, distance: 1.5 * mean + 16).points))
        }
        pack(parts)
    }

    /// A part of the network whose nodes have been laid out.
    private struct PlacedPart {
        let nodes: [Int]
        let points: [Point]
        /// The box around all of them, and its centre.
        let box: Box
        let middle: Point

        init(nodes: [Int], boxes: [Box], points: [Point]) {
            self.nodes = nodes
            self.points = points
            let placed = zip(points, boxes)
            let left = placed.map { $0.x - $1.width / 2 }.min() ?? 0
            let right = placed.map { $0.x + $1.width / 2 }.max() ?? 0
            let top = placed.map { $0.y - $1.height / 2 }.min() ?? 0
            let bottom = placed.map { $0.y + $1.height / 2 }.max() ?? 0
            box = Box(width: right - left + 40, height: bottom - top + 40)
            middle = Point(x: (left + right) / 2, y: (top + bottom) / 2)
        }
    }

    /// Places the parts next to each other, the largest in the middle: each goes to the first free
    /// position on a spiral.
    private mutating func pack(_ parts: [PlacedPart]) {
        var placed: [(middle: Point, box: Box)] = []
        let order = parts.indices.sorted {
            let (first, second) = (parts[$0].box, parts[$1].box)
            let areas = (first.width * first.height, second.width * second.height)
            return areas.0 == areas.1 ? $0 < $1 : areas.0 > areas.1
        }
        let (cosine, sine) = (NetworkLayout.goldenCosine, NetworkLayout.goldenSine)
        for index in order {
            let part = parts[index]
            var (x, y) = (1.0, 0.0)
            var middle = Point(x: 0, y: 0)
            for step in 0..<200_000 {
                let radius = 6 * Double(step).squareRoot()
                middle = Point(x: 1.3 * radius * x, y: radius * y)
                let isFree = placed.allSatisfy { other in
                    abs(other.middle.x - middle.x) >= (other.box.width + part.box.width) / 2
                        || abs(other.middle.y - middle.y) >= (other.box.height + part.box.height)
                            / 2
                }
                if isFree { break }
                (x, y) = (x * cosine - y * sine, x * sine + y * cosine)
            }
            placed.append((middle, part.box))
            for (node, point) in zip(part.nodes, part.points) {
                points[node] = Point(
                    x: point.x - part.middle.x + middle.x, y: point.y - part.middle.y + middle.y)
            }
        }
    }

    /// For each node, the number of its connected part; the parts are numbered in the order of
    /// their first nodes.
    package static func parts(_ count: Int, _ edges: [Edge]) -> [Int] {
        var roots = Array(0..<count)
        func root(_ node: Int) -> Int {
            var node = node
            while roots[node] != node { node = roots[node] }
            return node
        }
        for edge in edges {
            let (first, second) = (root(edge.first), root(edge.second))
            roots[max(first, second)] = min(first, second)
        }
        var numbers: [Int: Int] = [:]
        return (0..<count).map { node in
            let root = root(node)
            if let known = numbers[root] { return known }
            numbers[root] = numbers.count
            return numbers.count - 1
        }
    }
}
