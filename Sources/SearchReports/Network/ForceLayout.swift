/// Lays out the boxes of a connected network by forces.
///
/// Forces push all nodes apart and pull those with an edge together: T. M. J. Fruchterman and E. M.
/// Reingold, "Graph drawing by force-directed placement", Software: Practice and Experience 21, 1991.
/// Then boxes that overlap are pushed apart.
struct ForceLayout {
    typealias Box = NetworkLayout.Box
    typealias Edge = NetworkLayout.Edge
    typealias Point = NetworkLayout.Point

    /// The centre of each box.
    private(set) var points: [Point]
    private let boxes: [Box]
    private let edges: [Edge]
    /// The distance of nodes with an edge in the absence of other forces.
    private let distance: Double
    /// The gap between two boxes.
    private static let gap = 6.0
    private static let steps = 400

    /// Lays out boxes.
    init(_ boxes: [Box], _ edges: [Edge], distance: Double) {
        self.boxes = boxes
        self.edges = edges
        self.distance = distance
        points = ForceLayout.spiral(ForceLayout.order(boxes.count, edges), distance)
        guard boxes.count > 1 else { return }
        for step in 0..<ForceLayout.steps {
            move(atMost: distance * 2 * (1 - Double(step) / Double(ForceLayout.steps)))
        }
        separate()
    }

    /// The nodes in an order in which neighbours are near each other: breadth first.
    private static func order(_ count: Int, _ edges: [Edge]) -> [Int] {
        var neighbours = [[Int]](repeating: [], count: count)
        for edge in edges {
            neighbours[edge.first].append(edge.second)
            neighbours[edge.second].append(edge.first)
        }
        var isSeen = [Bool](repeating: false, count: count)
        var order: [Int] = []
        for start in 0..<count where !isSeen[start] {
            isSeen[start] = true
            order.append(start)
            var next = order.count - 1
            while next < order.count {
                for node in neighbours[order[next]] where !isSeen[node] {
                    isSeen[node] = true
                    order.append(node)
                }
                next += 1
            }
        }
        return order
    }

    /// The points of a spiral that fills the plane evenly, each turned by the golden angle.
    private static func spiral(_ order: [Int], _ distance: Double) -> [Point] {
        let (cosine, sine) = (NetworkLayout.goldenCosine, NetworkLayout.goldenSine)
        var points = [Point](repeating: Point(x: 0, y: 0), count: order.count)
        var (x, y) = (1.0, 0.0)
        for (rank, node) in order.enumerated() {
            let radius = distance * (Double(rank) + 0.5).squareRoot() * 0.6
            points[node] = Point(x: x * radius * 1.3, y: y * radius)
            (x, y) = (x * cosine - y * sine, x * sine + y * cosine)
        }
        return points
    }

    /// Moves every node with the forces on it.
    private mutating func move(atMost limit: Double) {
        var forces = [Point](repeating: Point(x: 0, y: 0), count: points.count)
        for first in points.indices {
            for second in points.indices.dropFirst(first + 1) {
                let (x, y) = (
                    points[first].x - points[second].x, points[first].y - points[second].y
                )
                let square = max(x * x + y * y, 1)
                let push = distance * distance / square
                forces[first].x += x * push
                forces[first].y += y * push
                forces[second].x -= x * push
                forces[second].y -= y * push
            }
        }
        for edge in edges {
            let (from, to) = (points[edge.first], points[edge.second])
            let (x, y) = (from.x - to.x, from.y - to.y)
            let pull = (x * x + y * y).squareRoot() / distance * (0.6 + 0.4 * edge.strength)
            forces[edge.first].x -= x * pull
            forces[edge.first].y -= y * pull
            forces[edge.second].x += x * pull
            forces[edge.second].y += y * pull
        }
        for node in points.indices {
            // Makes the picture wider than high, like pages and screens.
            forces[node].x -= points[node].x * 0.35
            forces[node].y -= points[node].y * 0.6
            let (x, y) = (forces[node].x, forces[node].y)
            let length = (x * x + y * y).squareRoot()
            guard length > 0 else { continue }
            let step = min(length, limit) / length
            points[node].x += x * step
            points[node].y += y * step
        }
    }

    /// Pushes boxes that overlap apart, along the axis on which they overlap less.
    private mutating func separate() {
        for _ in 0..<2_000 {
            var isMoved = false
            for first in points.indices {
                for second in points.indices.dropFirst(first + 1) {
                    let (x, y) = (
                        points[second].x - points[first].x, points[second].y - points[first].y
                    )
                    let wide =
                        (boxes[first].width + boxes[second].width) / 2 + ForceLayout.gap - abs(x)
                    let high =
                        (boxes[first].height + boxes[second].height) / 2 + ForceLayout.gap
                        - abs(y)
                    guard wide > 0, high > 0 else { continue }
                    isMoved = true
                    if wide < high {
                        let half = (x < 0 ? -1 : 1) * (wide / 2 + 0.5)
                        points[first].x -= half
                        points[second].x += half
                    } else {
                        let half = (y < 0 ? -1 : 1) * (high / 2 + 0.5)
                        points[first].y -= half
                        points[second].y += half
                    }
                }
            }
            if !isMoved { return }
        }
    }
}
