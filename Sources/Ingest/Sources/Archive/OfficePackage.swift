internal import JSON
internal import Messages

/// The parts of an Office Open XML file and their references to each other (ECMA-376, part 2).
struct OfficePackage {
    /// A reference from one part to another.
    struct Relationship {
        var id: String
        /// The last component of the type, such as `worksheet`, which is the same in Strict files.
        var type: String
        /// The name of the part.
        var target: String
    }

    let archive: ZipArchive
    /// The part that everything starts from: the workbook or document.
    let main: String
    /// The references of the main part.
    let relationships: [Relationship]

    /// Finds the main part; fails if the ZIP file is not Office Open XML.
    init?(_ archive: ZipArchive) throws(IngestError) {
        self.archive = archive
        let roots = try Self.relationships(of: "", in: archive)
        let main =
            roots.first { $0.type == "officeDocument" }?.target
            ?? ["xl/workbook.xml", "word/document.xml"].first { archive.entry($0) != nil }
        guard let main else { return nil }
        self.main = main
        relationships = try Self.relationships(of: main, in: archive)
    }

    /// The part of a type that the main part refers to.
    func part(_ type: String) -> ZipArchive.Entry? {
        relationships.first { $0.type == type }.flatMap { archive.entry($0.target) }
    }

    private static let names: [StaticString] = [
        "Relationship", "Id", "Type", "Target", "TargetMode",
    ]

    private static func relationships(
        of part: String, in archive: ZipArchive
    ) throws(IngestError) -> [Relationship] {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[...$0]) } ?? ""
        let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
        guard let entry = archive.entry("\(folder)_rels/\(file).rels") else { return [] }
        let xml = try XMLPart(entry, of: archive, names: names)
        var found: [Relationship] = []
        while let event = try xml.next() {
            guard case .start(0) = event else { continue }
            var relationship = Relationship(id: "", type: "", target: "")
            var isExternal = false
            while let (name, value) = xml.nextAttribute() {
                let text = xml.string(value)
                switch name {
                case 1: relationship.id = text
                case 2:
                    relationship.type = text.split(separator: "/").last.map { String($0) } ?? ""
                case 3: relationship.target = resolve(text, in: folder)
                default: isExternal = text == "External"
                }
            }
            // References to outside of the file are ignored.
            if !isExternal { found.append(relationship) }
        }
        return found
    }

    /// Resolves the name of a part relative to a folder.
    static func resolve(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var components = folder.split(separator: "/")
        for component in target.split(separator: "/") {
            if component == ".." {
                _ = components.popLast()
            } else if component != "." {
                components.append(component)
            }
        }
        return components.joined(separator: "/")
    }
}
