import RenkeiSearch
import TextAnalysis

/// Small indexes that have every section, to be damaged and forged.
enum HostileIndex {
    /// What an index is made of.
    enum Shape: CaseIterable {
        /// Three segments, two of them with deleted documents, and synonyms.
        case changed
        /// Lists of several blocks, and documents in another order than they were added.
        case arranged
        /// Bigrams so frequent that tables of them are made.
        case frequent
    }

    private static let texts = [
        "図書館の相互利用を進める。", "温泉と橋。", "水道の広域連携の推進", "MICEとAIの活用", "main street 橋",
        "平成27年度のゴミ処理の共同利用", "図書館と温泉の共同利用。図書館。", "観光の連携を協議会が推進する。クマの六次産業。",
    ]

    private static func documents(_ shape: Shape) -> [Document] {
        var documents = texts.enumerated().map { number, text in
            var document = Document(id: "document-\(number)")
            document["title"] = .text(number % 2 == 0 ? "図書館" : "利用の推進")
            document["description"] = .text(text)
            document["area"] = .keywords(number % 3 == 0 ? ["京都", "大阪"] : ["京都"])
            document["start_year"] = number % 2 == 0 ? .integer(2000 + Int64(number)) : nil
            document["source"] = .json("{}")
            return document
        }
        let count = shape == .changed ? 0 : shape == .arranged ? 300 : 1200
        let long = (0..<23).map { longText($0) }
        for number in 0..<count {
            var document = Document(id: String(number))
            let text = number % 7 == 0 ? "橋と橋の図書館" : "橋"
            document["description"] = .text(
                shape == .arranged ? text + long[number * number % 23] : "温泉" + text)
            document["area"] = .keywords(number % 5 == 0 ? ["奈良"] : [])
            documents.append(document)
        }
        return documents
    }

    /// A text of 80 letters that has few bigrams twice.
    private static func longText(_ number: Int) -> String {
        var text = String.UnicodeScalarView()
        for place in 0..<80 {
            let value = 0x5000 + (number * 97 + place * place) % 900
            if let scalar = Unicode.Scalar(UInt32(value)) { text.append(scalar) }
        }
        return String(text)
    }

    /// Builds an index.
    static func build(_ shape: Shape, in folder: String) throws {
        try create(shape, in: folder)
        if shape == .changed { try change(folder) }
    }

    private static func create(_ shape: Shape, in folder: String) throws {
        let settings = AnalysisSettings(
            foldings: .standard,
            variants: try VariantKanji(parsing: "國\t国\n髙\t高\n", name: "test"),
            indexesWords: true)
        var writer = try IndexWriter(replacing: folder, schema: .projects, settings: settings)
        try writer.setSynonyms(parsing: "図書館, ライブラリ\n橋 => 橋梁, 鉄橋\n", name: "test")
        for document in documents(shape) { try writer.add(document) }
        try writer.commit()
    }

    /// Makes three segments of one, two of them with deleted documents.
    private static func change(_ folder: String) throws {
        var writer = try IndexWriter(opening: folder)
        writer.mergePolicy = .none
        for number in 0..<6 {
            var document = Document(id: "more-\(number)")
            document["title"] = .text("温泉\(number)")
            document["description"] = .text("図書館と水道の橋\(number)")
            document["area"] = .keywords(["奈良"])
            try writer.add(document)
        }
        try writer.commit()
        try writer.delete(["document-1", "document-4", "more-2"])
        var document = Document(id: "more-3")
        document["description"] = .text("MICEの推進")
        try writer.add(document)
        try writer.commit()
    }
}
