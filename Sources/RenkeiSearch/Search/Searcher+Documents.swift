internal import IndexCodec
internal import IndexStorage
internal import Messages

extension Searcher {
    /// The segment of a document and the document's number in it.
    func locate(_ document: UInt32) -> (segment: SegmentReader, document: UInt32) {
        let (number, document) = place(of: document)
        return (segments[number], document)
    }

    /// The number of a document's segment, and the document's number in it.
    func place(of document: UInt32) -> (segment: Int, document: UInt32) {
        let number = number(of: document)
        return (number, segments[number].order.document(at: document - bases[number]))
    }

    /// The number of a segment's document in the index; documents that were added earlier have
    /// lower ones.
    func number(_ document: UInt32, inSegment segment: Int) -> UInt32 {
        bases[segment] + segments[segment].order.insertionOrdinal(of: document)
    }

    /// The number of the segment of a document.
    private func number(of document: UInt32) -> Int {
        var number = segments.count - 1
        while number > 0, bases[number] > document { number -= 1 }
        return number
    }

    func identifier(_ document: UInt32) throws(StorageError) -> String {
        let (segment, local) = locate(document)
        return try segment.identifier(local)
    }

    /// The identifiers of documents.
    func identifiers(_ documents: [UInt32]) throws(StorageError) -> [String] {
        if segments.count == 1 {
            let segment = segments[0]
            return try segment.identifiers(of: documents.map { segment.order.document(at: $0) })
        }
        var places = [[Int]](repeating: [], count: segments.count)
        for (place, document) in documents.enumerated() {
            places[number(of: document)].append(place)
        }
        var identifiers = [String](repeating: "", count: documents.count)
        for number in segments.indices where !places[number].isEmpty {
            let found = try segments[number].identifiers(
                of: places[number].map { self.place(of: documents[$0]).document })
            for (place, identifier) in zip(places[number], found) {
                identifiers[place] = identifier
            }
        }
        return identifiers
    }

    /// Reads the stored document of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit belongs to another commit.
    public func document(of hit: Hit) throws(SearchError) -> Document {
        try check(hit.id, of: hit.snapshot)
        let (segment, local) = locate(hit.document)
        do { return try segment.document(local) } catch { throw SearchError(error) }
    }

    /// Reads the document with an identifier; returns nil if the index has none.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    public func document(id: String) throws(SearchError) -> Document? {
        do {
            for segment in segments {
                if let document = try segment.find(id) { return try segment.document(document) }
            }
            return nil
        } catch { throw SearchError(error) }
    }

    /// Calls `body` with every document, in insertion order.
    ///
    /// - Throws: `SearchError` if the index is damaged, and the errors of `body`.
    public func forEachDocument(_ body: (Document) throws -> Void) throws {
        for segment in segments {
            for arrival in 0..<UInt32(segment.documentCount) {
                let document = segment.order.document(at: arrival)
                if !segment.isLive(document) { continue }
                let found: Document
                do { found = try segment.document(document) } catch { throw SearchError(error) }
                try body(found)
            }
        }
    }
}
