internal import IndexStorage
internal import Messages

/// The fields of stored documents as bytes: the value of each field in the schema's order.
///
///     fields   = text* keywords* integer* stored*
///     text, stored = string
///     keywords = count:varint string*
///     integer  = 0 | 1 zigzag:varint
///     string   = byteCount:varint utf8:byte*
enum DocumentCodec {
    /// Appends the fields of a document.
    ///
    /// - Throws: `SearchError` if the identifier is empty, or if a field is not in the schema, has
    ///   a value of the wrong kind, or a number out of its range.
    static func encode(
        _ document: Document, _ schema: Schema, into writer: inout ByteWriter
    ) throws(SearchError) {
        guard !document.id.isEmpty else {
            throw SearchError(.invalidDocument, "a document needs an id that is not empty")
        }
        var left = document.fields.count
        for field in schema.textFields {
            let value = document[field.name]
            if value != nil { left -= 1 }
            switch value {
            case .text(let text)?: writer.string(text)
            case nil: writer.string("")
            default: throw mismatch(document, field.name, "text")
            }
        }
        for name in schema.keywordFields {
            let value = document[name]
            if value != nil { left -= 1 }
            switch value {
            case .keywords(let keywords)?:
                writer.varint(keywords.count)
                for keyword in keywords { writer.string(keyword) }
            case nil: writer.varint(0)
            default: throw mismatch(document, name, "keywords")
            }
        }
        for name in schema.integerFields {
            let value = document[name]
            if value != nil { left -= 1 }
            switch value {
            case .integer(let number)?:
                guard schema.integerKind(name).values.range.contains(number) else {
                    throw SearchError(
                        .invalidDocument,
                        "field \(name) of document \(document.id) cannot hold the number \(number)")
                }
                writer.u8(1)
                writer.varint(UInt64(bitPattern: number << 1 ^ number >> 63))
            case nil: writer.u8(0)
            default: throw mismatch(document, name, "a whole number")
            }
        }
        for name in schema.storedFields {
            let value = document[name]
            if value != nil { left -= 1 }
            switch value {
            case .json(let json)?: writer.string(json)
            case nil: writer.string("")
            default: throw mismatch(document, name, "JSON")
            }
        }
        if left != 0 {
            let known = Set(schema.fieldNames)
            let unknown = document.fields.first { !known.contains($0.name) }?.name ?? ""
            throw SearchError(
                .invalidDocument,
                "document \(document.id) has a field \(unknown), which the schema does not have")
        }
    }

    private static func mismatch(
        _ document: Document, _ field: String, _ kind: Message
    ) -> SearchError {
        SearchError(
            .invalidDocument, "field \(field) of document \(document.id) must hold \(kind)")
    }

    /// Reads the identifier that a stored document begins with.
    static func decodeID(_ region: ByteRegion) throws(StorageError) -> String {
        var reader = ByteReader(region)
        return try reader.string()
    }

    /// Reads the texts of a document, in the order of the schema.
    static func decodeTexts(
        _ reader: inout ArrayReader, _ schema: Schema
    ) throws(StorageError) -> [String] {
        var texts: [String] = []
        for _ in schema.textFields { texts.append(try reader.string()) }
        return texts
    }

    /// Reads the fields of a document.
    static func decode(
        id: String, _ reader: inout ArrayReader, _ schema: Schema
    ) throws(StorageError) -> Document {
        var document = Document(id: id)
        for field in schema.textFields {
            let text = try reader.string()
            if !text.isEmpty { document.append(field.name, .text(text)) }
        }
        for name in schema.keywordFields {
            let count = try reader.count(atMost: reader.remaining)
            var keywords: [String] = []
            for _ in 0..<count { keywords.append(try reader.string()) }
            if !keywords.isEmpty { document.append(name, .keywords(keywords)) }
        }
        for name in schema.integerFields where try reader.flag() {
            let zigzag = try reader.varint()
            document.append(
                name,
                .integer(Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)))
        }
        for name in schema.storedFields {
            let json = try reader.string()
            if !json.isEmpty { document.append(name, .json(json)) }
        }
        guard reader.remaining == 0 else { throw reader.corrupt("unknown bytes") }
        return document
    }
}
