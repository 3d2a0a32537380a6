internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// The table of contents of an index: its schema, its settings and the names of its live segments.
///
/// The file `manifest` holds two sections, this and the numbers of `SynonymTable.encoded`, u32 each:
///
///     manifest = generation:u64 icu:string unicode:string schema settings segmentCount:varint
///                (name:string documentCount:u32 deletions:varint deletedCount:varint)*
///     schema   = textFieldCount:varint (name:string weight:f64)* keywordFieldCount:varint string*
///                integerFieldCount:varint string* storedFieldCount:varint string*
///     settings = foldings:u32 hasWords:u8 variantCount:varint (variant:u32 common:u32)*
///
/// A third section exists if the schema says more about its fields than their names:
///
///     fields   = count:varint (name:string kind:u8 label:string)*
///
/// `deletions` is the commit that wrote the file of a segment's deleted documents, 0 if there is
/// none. A commit writes a new manifest and renames it over the old one.
struct Manifest: Sendable, Equatable {
    /// A segment of the index.
    struct Segment: Sendable, Equatable {
        /// The name of its file in the folder.
        let name: String
        /// The number of its documents, including deleted ones.
        let documentCount: Int
        /// The commit that wrote the file of its deleted documents; 0 if there are none.
        var deletions: UInt64 = 0
        /// The number of its deleted documents.
        var deletedCount = 0

        /// The name of the file of its deleted documents; nil if there are none.
        var deletionsName: String? {
            deletions == 0 ? nil : "\(name.dropLast(8))-\(deletions).deletions"
        }
    }

    /// The number of the commit.
    var generation: UInt64
    var schema: Schema
    var settings: AnalysisSettings
    /// The version of ICU that analysed the documents.
    var icuVersion: String
    /// The version of Unicode that analysed the documents.
    var unicodeVersion: String
    /// The synonyms, in the form of `SynonymTable.encoded`.
    var synonyms: [UInt32] = []
    /// The live segments in the order of their documents.
    var segments: [Segment]

    static let fileName = "manifest"
    /// A bound that no index can reach.
    static let greatestGeneration: UInt64 = 1 << 62
    private static let section: UInt32 = 1
    private static let synonymsSection: UInt32 = 2
    private static let fieldsSection: UInt32 = 3

    /// Makes the manifest of an index without documents.
    init(schema: Schema, settings: AnalysisSettings) {
        generation = 0
        self.schema = schema
        self.settings = settings
        icuVersion = ICU.version
        unicodeVersion = ICU.unicodeVersion
        segments = []
    }

    /// Reads the manifest of an index.
    ///
    /// - Throws: `StorageError` if it is missing, damaged or of another version.
    ///
    /// - Parameter withoutSynonyms: true to ignore synonyms, for a manifest in which only the other
    ///   section matches its checksum.
    init(folder: String, withoutSynonyms: Bool = false) throws(StorageError) {
        let file = try SectionFileReader(path: folder + "/" + Manifest.fileName)
        if withoutSynonyms { try file.verify(Manifest.section) } else { try file.verify() }
        var reader = ByteReader(try file.section(Manifest.section))
        generation = try reader.u64()
        guard generation <= Manifest.greatestGeneration else {
            throw reader.corrupt("an impossible number of commits")
        }
        icuVersion = try reader.string()
        unicodeVersion = try reader.string()
        schema = try Schema(decoding: &reader)
        settings = try AnalysisSettings(decoding: &reader)
        if file.hasSection(Manifest.fieldsSection) {
            try file.verify(Manifest.fieldsSection)
            var fields = ByteReader(try file.section(Manifest.fieldsSection))
            try schema.decodeFields(&fields)
        }
        if !withoutSynonyms {
            let numbers = try file.section(Manifest.synonymsSection)
            guard numbers.count % 4 == 0 else {
                throw numbers.corrupt("section \(Manifest.synonymsSection) has the wrong length")
            }
            synonyms = (0..<numbers.count / 4).map { numbers.u32(4 * $0) }
        }
        segments = []
        let count = try reader.count(atMost: reader.remaining)
        var names: Set<String> = []
        var documentCount = 0
        for _ in 0..<count {
            let name = try reader.string()
            guard Manifest.isSegmentName(name) else { throw reader.corrupt("a strange file name") }
            guard names.insert(name).inserted else {
                throw reader.corrupt("the file \(name) is named twice")
            }
            var segment = Segment(name: name, documentCount: Int(try reader.u32()))
            segment.deletions = try reader.varint()
            segment.deletedCount = try reader.count(atMost: segment.documentCount)
            documentCount += segment.documentCount
            // The documents of all segments are numbered with 32 bits.
            guard documentCount < Int(UInt32.max), segment.deletions <= Manifest.greatestGeneration
            else { throw reader.corrupt("impossible counts") }
            segments.append(segment)
        }
        guard reader.remaining == 0 else { throw reader.corrupt("unknown bytes") }
    }

    /// Reads the manifest of a folder that is expected to have an index.
    ///
    /// - Throws: `SearchError` with the code `indexNotFound` if it has none.
    static func existing(in folder: String) throws(SearchError) -> Manifest {
        do { return try Manifest(folder: folder) } catch {
            if error.code == .notFound {
                throw SearchError(
                    .indexNotFound, path: folder,
                    "there is no index in \(folder); build one with: search index")
            }
            throw SearchError(error)
        }
    }

    /// Replaces the published manifest by this one, durably.
    func publish(_ fileSystem: FileSystem, folder: String) throws(StorageError) {
        var payload = ByteWriter()
        payload.u64(generation)
        payload.string(icuVersion)
        payload.string(unicodeVersion)
        schema.encode(into: &payload)
        settings.encode(into: &payload)
        payload.varint(segments.count)
        for segment in segments {
            payload.string(segment.name)
            payload.u32(UInt32(segment.documentCount))
            payload.varint(segment.deletions)
            payload.varint(segment.deletedCount)
        }
        let path = folder + "/" + Manifest.temporaryName(generation: generation)
        var file = try SectionFileWriter(fileSystem, path: path)
        try file.section(Manifest.section, payload.bytes)
        var numbers = ByteWriter()
        for number in synonyms { numbers.u32(number) }
        try file.section(Manifest.synonymsSection, numbers.bytes)
        if !schema.integerKinds.isEmpty || !schema.labels.isEmpty {
            var fields = ByteWriter()
            schema.encodeFields(into: &fields)
            try file.section(Manifest.fieldsSection, fields.bytes)
        }
        _ = try file.finish()
        try fileSystem.publish(path, to: folder + "/" + Manifest.fileName)
        try fileSystem.synchronizeFolder(folder)
    }

    /// The name of a segment's file: the commit that created it, and its number within the commit.
    static func segmentName(generation: UInt64, number: Int) -> String {
        "\(generation)-\(number).segment"
    }

    /// Whether a name is one that `segmentName` makes.
    static func isSegmentName(_ name: String) -> Bool {
        numbers(name, before: ".segment")?.count == 2
    }

    /// Whether a name is one that `Segment.deletionsName` makes.
    static func isDeletionsName(_ name: String) -> Bool {
        numbers(name, before: ".deletions")?.count == 3
    }

    /// The numbers in the name of a file, separated by hyphens; nil if it has another suffix or a
    /// part that is not a number.
    private static func numbers(
        _ name: String, before end: String, after start: String = ""
    ) -> [Substring]? {
        guard name.hasPrefix(start), name.hasSuffix(end), name.count > start.count + end.count
        else { return nil }
        let parts = name.dropFirst(start.count).dropLast(end.count)
            .split(separator: "-", omittingEmptySubsequences: false)
        let isNumeric = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
        }
        return isNumeric ? parts : nil
    }

    /// The name of an unpublished manifest.
    static func temporaryName(generation: UInt64) -> String { "\(fileName)-\(generation).tmp" }

    /// The name under which a file that a repair has replaced is kept.
    ///
    /// Several manifests of one name may be replaced over time, but other file names are unique.
    static func damagedName(of name: String, generation: UInt64) -> String {
        name == fileName ? "\(fileName)-\(generation).damaged" : name + ".damaged"
    }

    /// Whether a name is one that `damagedName` makes.
    static func isDamagedName(_ name: String) -> Bool {
        guard name.hasSuffix(".damaged") else { return false }
        let kept = String(name.dropLast(8))
        return isSegmentName(kept) || isDeletionsName(kept)
            || numbers(name, before: ".damaged", after: fileName + "-")?.count == 1
    }

    /// The latest commit in the name of a file of an index; nil for other files.
    static func generation(ofName name: String) -> UInt64? {
        var commits: [UInt64?] = []
        if let parts = numbers(name, before: ".segment"), parts.count == 2 {
            commits = [UInt64(parts[0])]
        } else if let parts = numbers(name, before: ".deletions"), parts.count == 3 {
            // The second number is that of the segment within the commit.
            commits = [UInt64(parts[0]), UInt64(parts[2])]
        }
        if let parts = numbers(name, before: ".tmp", after: fileName + "-"), parts.count == 1 {
            commits = [UInt64(parts[0])]
        }
        return commits.compactMap(\.self).filter { $0 <= greatestGeneration }.max()
    }

    /// The latest commit in a name, including the names of files that a repair has replaced.
    static func generation(ofAnyName name: String) -> UInt64? {
        guard isDamagedName(name) else { return generation(ofName: name) }
        return generation(ofName: String(name.dropLast(8)))
            ?? numbers(name, before: ".damaged", after: fileName + "-").flatMap { UInt64($0[0]) }
    }

    /// The names of all files of the index except the manifest.
    var fileNames: Set<String> {
        Set(segments.map(\.name)).union(segments.compactMap(\.deletionsName))
    }
}

extension Schema {
    func encode(into writer: inout ByteWriter) {
        writer.varint(textFields.count)
        for field in textFields {
            writer.string(field.name)
            writer.double(field.weight)
        }
        for names in [keywordFields, integerFields, storedFields] {
            writer.varint(names.count)
            for name in names { writer.string(name) }
        }
    }

    /// Writes what the schema says about its fields besides their names.
    func encodeFields(into writer: inout ByteWriter) {
        let named = fieldNames.filter { integerKinds[$0] != nil || labels[$0] != nil }
        writer.varint(named.count)
        for name in named {
            writer.string(name)
            writer.u8(integerKind(name).rawValue)
            writer.string(labels[name] ?? "")
        }
    }

    /// Reads what `encodeFields` wrote.
    mutating func decodeFields(_ reader: inout ByteReader) throws(StorageError) {
        for _ in 0..<(try reader.count(atMost: reader.remaining)) {
            let name = try reader.string()
            guard let kind = IntegerKind(rawValue: try reader.u8()) else {
                // The section has its checksum, so a newer version wrote it.
                throw reader.unsupported(
                    "the field \(name) is of a kind that this version does not know")
            }
            let label = try reader.string()
            guard kind == .number || integerFields.contains(name) else {
                throw reader.corrupt("a kind of numbers for a field that has none")
            }
            if kind != .number { integerKinds[name] = kind }
            if !label.isEmpty { labels[name] = label }
        }
    }

    init(decoding reader: inout ByteReader) throws(StorageError) {
        var textFields: [TextField] = []
        for _ in 0..<(try reader.count(atMost: 5)) {
            textFields.append(TextField(try reader.string(), weight: try reader.double()))
        }
        guard !textFields.isEmpty else { throw reader.corrupt("a schema without a text field") }
        var names: [[String]] = [[], [], []]
        for kind in 0..<3 {
            for _ in 0..<(try reader.count(atMost: reader.remaining)) {
                names[kind].append(try reader.string())
            }
        }
        self.init(
            textFields: textFields, keywordFields: names[0], integerFields: names[1],
            storedFields: names[2])
        guard isPossible else { throw reader.corrupt("impossible fields or weights") }
    }
}
