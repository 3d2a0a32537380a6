package import RenkeiSearch

/// A network of words as a picture: SVG 1.1.
///
/// The size of a circle grows with the number of records that have the word, and the width of a
/// line with the Jaccard coefficient; connected parts have different colours, as far as there are
/// enough.
package struct NetworkPicture {
    private let network: Cooccurrence
    private let caption: String
    private let description: String
    private let boxes: [NetworkLayout.Box]
    private let layout: NetworkLayout
    private let parts: [Int]
    private static let margin = 24.0
    private static let captionHeight = 26.0
    /// Light enough for dark letters, and distinguishable with colour vision deficiency.
    ///
    /// Source: tints of the colours of Masataka Okabe and Kei Ito, "Color Universal Design", 2008.
    private static let colours = [
        "#a6d5f2", "#f7c77e", "#99d8c5", "#f2b9d3", "#f5ec9a", "#b3b9e0", "#eeb08f", "#cfcfcf",
    ]

    /// Makes a picture.
    ///
    /// - Parameters:
    ///   - caption: the line under the picture.
    ///   - description: a text about its provenance; empty for none.
    package init(_ network: Cooccurrence, caption: String, description: String = "") {
        self.network = network
        self.caption = caption
        self.description = description
        let greatest = Double(network.words.first?.documents ?? 1)
        boxes = network.words.map { word in
            let radius = NetworkPicture.radius(word.documents, of: greatest)
            let size = NetworkPicture.fontSize(word.documents, of: greatest)
            let width = size * 0.52 * Double(TerminalWidth.cells(word.word))
            return NetworkLayout.Box(
                width: max(2 * radius, width), height: max(2 * radius, size * 1.3))
        }
        let strongest = network.edges.first?.jaccard ?? 1
        let edges = network.edges.map {
            NetworkLayout.Edge(
                first: $0.first, second: $0.second, strength: $0.jaccard / strongest)
        }
        layout = NetworkLayout(boxes, edges)
        parts = NetworkLayout.parts(network.words.count, edges)
    }

    private static func radius(_ documents: Int, of greatest: Double) -> Double {
        10 + 24 * (Double(documents) / greatest).squareRoot()
    }

    private static func fontSize(_ documents: Int, of greatest: Double) -> Double {
        13 + 6 * (Double(documents) / greatest).squareRoot()
    }

    /// The picture as text.
    package func svg() -> String {
        let captionWidth = 14 * 0.52 * Double(TerminalWidth.cells(caption))
        var (left, right, top, bottom) = (0.0, 0.0, 0.0, 0.0)
        for (point, box) in zip(layout.points, boxes) {
            left = min(left, point.x - box.width / 2)
            right = max(right, point.x + box.width / 2)
            top = min(top, point.y - box.height / 2)
            bottom = max(bottom, point.y + box.height / 2)
        }
        let inner = max(right - left, captionWidth)
        let width = inner + 2 * NetworkPicture.margin
        let height = bottom - top + 2 * NetworkPicture.margin + NetworkPicture.captionHeight
        let offset = NetworkLayout.Point(
            x: NetworkPicture.margin - left + (inner - right + left) / 2,
            y: NetworkPicture.margin - top)
        let (w, h) = (number(width), number(height))
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" \
            font-family="'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'IPAGothic', sans-serif">
            <title>\(XMLText.escaped(caption))</title>

            """
        if !description.isEmpty { text += "<desc>\(XMLText.escaped(description))</desc>\n" }
        text += "<rect width=\"\(w)\" height=\"\(h)\" fill=\"#ffffff\"/>\n"
        text += lines(offset)
        text += nodes(offset)
        text += """
            <text x="\(number(NetworkPicture.margin))" y="\(number(height - 12))" font-size="14" \
            fill="#444444">\(XMLText.escaped(caption))</text>
            </svg>

            """
        return text
    }

    private func lines(_ offset: NetworkLayout.Point) -> String {
        let strongest = network.edges.first?.jaccard ?? 1
        var text = "<g stroke=\"#8c8c8c\" stroke-linecap=\"round\">\n"
        // The strongest edges are drawn last, above the others.
        for edge in network.edges.reversed() {
            let (from, to) = (layout.points[edge.first], layout.points[edge.second])
            let names = "\(network.words[edge.first].word) – \(network.words[edge.second].word)"
            text += """
                <line x1="\(number(from.x + offset.x))" y1="\(number(from.y + offset.y))" \
                x2="\(number(to.x + offset.x))" y2="\(number(to.y + offset.y))" \
                stroke-width="\(number(0.8 + 4.2 * edge.jaccard / strongest))">\
                <title>\(XMLText.escaped(names)): \(number(edge.jaccard, 3))</title></line>

                """
        }
        return text + "</g>\n"
    }

    private func nodes(_ offset: NetworkLayout.Point) -> String {
        let greatest = Double(network.words.first?.documents ?? 1)
        // All circles before all letters, so that no circle hides a word.
        var (circles, letters) = ("<g stroke=\"#5f5f5f\" stroke-width=\"0.8\">\n", "")
        letters += "<g text-anchor=\"middle\" fill=\"#111111\" stroke=\"#ffffff\" "
        letters += "stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n"
        for (index, word) in network.words.enumerated() {
            let (x, y) = (layout.points[index].x + offset.x, layout.points[index].y + offset.y)
            let radius = NetworkPicture.radius(word.documents, of: greatest)
            let size = NetworkPicture.fontSize(word.documents, of: greatest)
            let colour = NetworkPicture.colours[min(parts[index], NetworkPicture.colours.count - 1)]
            circles += """
                <circle cx="\(number(x))" cy="\(number(y))" r="\(number(radius))" fill="\(colour)">\
                <title>\(XMLText.escaped(word.word)): \(word.documents)</title></circle>

                """
            letters += """
                <text x="\(number(x))" y="\(number(y + size * 0.36))" \
                font-size="\(number(size))">\(XMLText.escaped(word.word))</text>

                """
        }
        return circles + "</g>\n" + letters + "</g>\n"
    }

    /// A number with at most the given number of decimals.
    private func number(_ value: Double, _ places: Int = 1) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        let sign = scaled < 0 ? "-" : ""
        let fraction = String(abs(scaled) % scale)
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(sign)\(abs(scaled) / scale).\(zeros)\(fraction)"
    }
}
