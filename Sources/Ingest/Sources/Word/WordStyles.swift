internal import JSON

/// The paragraph styles of a Word document: the levels of headings and lists.
struct WordStyles {
    private struct Style {
        var name = ""
        var parent: String?
        /// The outline level, from 0; 9 is running text.
        var outline: Int?
        var list: Int?
    }

    private var styles: [String: Style] = [:]
    private var standard: String?

    private static let names: [StaticString] = [
        "style", "styleId", "type", "default", "name", "val", "basedOn", "outlineLvl", "ilvl",
        "numId",
    ]

    /// Makes an empty set of styles.
    init() {}

    /// Reads the part with the styles.
    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(IngestError) {
        let xml = try XMLPart(entry, of: archive, names: Self.names)
        var id: String?
        var style = Style()
        while let event = try xml.next() {
            switch event {
            case .start(0):
                style = Style()
                id = nil
                var (isParagraph, isStandard) = (true, false)
                while let (name, value) = xml.nextAttribute() {
                    switch name {
                    case 1: id = xml.string(value)
                    case 2: isParagraph = xml.string(value) == "paragraph"
                    case 3: isStandard = xml.isTrue(value)
                    default: break
                    }
                }
                if !isParagraph { id = nil }
                if isStandard, let id { standard = id }
            case .end(0):
                if let id { styles[id] = style }
            case .start(let element):
                while let (name, value) = xml.nextAttribute() {
                    guard name == 5 else { continue }
                    let text = xml.string(value)
                    switch element {
                    case 4: style.name = text
                    case 6: style.parent = text
                    case 7: style.outline = Int(text)
                    case 8: style.list = Int(text)
                    case 9: style.list = text == "0" ? nil : style.list ?? 0
                    default: break
                    }
                }
            default: break
            }
        }
    }

    /// The level of the headings of a style, 1 to 9; nil if it is not a heading style.
    ///
    /// The level comes from the outline level or the name of the style, or is inherited.
    func headingLevel(_ id: String?) -> Int? {
        var next = id ?? standard
        // The limit stops cyclic inheritance.
        for _ in 0..<32 {
            guard let current = next, let style = styles[current] else { return nil }
            if let outline = style.outline {
                return (0..<9).contains(outline) ? outline + 1 : nil
            }
            if let level = Self.level(ofName: style.name) { return level }
            next = style.parent
        }
        return nil
    }

    /// The level of lists that a style puts its paragraphs in, 1 to 9.
    func listLevel(_ id: String?) -> Int? {
        var next = id ?? standard
        for _ in 0..<32 {
            guard let current = next, let style = styles[current] else { return nil }
            if let list = style.list { return min(max(list, 0), 8) + 1 }
            next = style.parent
        }
        return nil
    }

    private static func level(ofName name: String) -> Int? {
        let lower = name.lowercased()
        for prefix in ["heading ", "heading", "見出し "] + ["見出し"] where lower.hasPrefix(prefix) {
            if let level = Int(lower.dropFirst(prefix.count)), (1...9).contains(level) {
                return level
            }
        }
        return nil
    }
}
