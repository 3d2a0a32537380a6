internal import Ingest
internal import RenkeiSearch
internal import Synchronization
internal import Messages

/// Reads files of records into an index.
final class CorpusReading: Sendable {
    private let files: [String]
    private let mapping: FieldMapping
    private let schema: Schema
    private let threads: Int
    private let memory: Int
    private let state: Mutex<State>

    /// What has been seen so far.
    private struct State {
        var sawText = false
        /// How many values of integer fields were left out.
        var unreadable = 0
        /// Where the first of them stand, as far as ranges of lines have been read.
        var notes: [IngestError] = []
        var missing: Set<String>
    }

    /// How many values that were left out are told one by one.
    private static let noteLimit = 10

    /// How many bytes short records have.
    private static let shortRecord = 200

    init(files: [String], mapping: FieldMapping, schema: Schema, threads: Int, memory: Int) {
        self.files = files
        self.mapping = mapping
        self.schema = schema
        self.threads = threads
        self.memory = memory
        state = Mutex(State(missing: Set(mapping.sourceKeys)))
    }

    /// True if some record had text in a text field.
    var sawText: Bool { state.withLock { $0.sawText } }
    /// How many values of integer fields named no number.
    var unreadableIntegers: Int { state.withLock { $0.unreadable } }

    /// The keys of the mapping that no record had.
    var missingKeys: [String] { state.withLock { $0.missing.sorted() } }

    /// Adds every record of the files.
    func add(to writer: inout IndexWriter) async throws {
        // Even to ask a pipe for its size would cut it off from who writes into it.
        let canCut = files.allSatisfy(LineRangeCutter.canCut)
        let total = canCut ? files.reduce(0) { $0 + (TextFile.size($1) ?? 0) } : 0
        let progress = Progress(localized("indexing"), total: total)
        defer { progress.finish() }
        // A batch becomes a segment: as large as memory allows, and the same number of them, of one
        // size, for each thread.
        // Identifiers take memory, too, until all are known to differ: about 24 bytes a record.
        let identifiers = total / CorpusReading.shortRecord * 24
        let largest = max(max(memory - identifiers, memory / 4) / (threads * 8), 1)
        let rounds = (total + largest * threads - 1) / (largest * threads)
        let limit = total / (max(rounds, 1) * threads) + 1
        // What can be read only once, and only from its start, is read by one thread.
        if threads == 1 || total < 4 << 20 || !canCut {
            var source = RecordSource(files)
            while let record = try source.next() {
                var notes: [IngestError] = []
                try writer.add(try document(record, &notes))
                keep(notes)
                progress.update(source.bytes)
            }
            return
        }
        var source = LineRangeSource(files)
        try await writer.add(threads: threads) {
            var batch: [LineRange] = []
            let start = source.bytes
            progress.update(start)
            while source.bytes - start < limit,
                let range = try source.next(length: limit - (source.bytes - start))
            {
                batch.append(range)
            }
            return batch.isEmpty ? nil : batch
        } documents: { [self] batch, add in
            for range in batch { try read(range, add) }
        }
    }

    private func read(_ range: LineRange, _ add: (Document) throws -> Void) throws {
        do {
            var reader = try JSONLinesReader(range)
            var notes: [IngestError] = []
            while let line = try reader.next() { try add(try document(line, &notes)) }
            keep(notes.map(range.located))
        } catch let error as IngestError {
            throw range.located(error)
        }
    }

    /// The document of a line; what is left out of it is added to the notes, up to a limit.
    private func document(_ line: JSONLine, _ notes: inout [IngestError]) throws -> Document {
        let conversion = try SourceRecord(line, mapping: mapping).document(schema)
        state.withLock { state in
            state.sawText = state.sawText || conversion.hasText
            state.unreadable += conversion.unreadableIntegers.count
            if !state.missing.isEmpty {
                state.missing = state.missing.filter { line.value[$0] == nil }
            }
        }
        for left in conversion.unreadableIntegers where notes.count < Self.noteLimit {
            notes.append(
                IngestError(
                    path: line.path, line: line.number,
                    message:
                        "\(left.field) was left out: \"\(Text.shown(left.value, atMost: 60))\" is no year from \(Int(SourceRecord.years.lowerBound)) to \(Int(SourceRecord.years.upperBound))"
                ))
        }
        return conversion.document
    }

    /// Keeps where values were left out; the ranges of a file come in any order.
    private func keep(_ notes: [IngestError]) {
        guard !notes.isEmpty else { return }
        state.withLock { state in
            state.notes += notes
            guard state.notes.count > 8 * Self.noteLimit else { return }
            state.notes = Array(sorted(state.notes).prefix(Self.noteLimit))
        }
    }

    /// Notes in the order of the files and their lines.
    private func sorted(_ notes: [IngestError]) -> [IngestError] {
        let places = Dictionary(
            files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return notes.sorted {
            (places[$0.path] ?? 0, $0.line ?? 0) < (places[$1.path] ?? 0, $1.line ?? 0)
        }
    }

    /// Tells which keys no record had, and how many values of integer fields named no number.
    func tellWhatIsMissing() {
        for key in missingKeys {
            Console.error("no record has the key \(key), which --map or --id names")
        }
        let unreadable = unreadableIntegers
        let notes = state.withLock { $0.notes }
        for note in sorted(notes).prefix(Self.noteLimit) {
            Console.error(note.localizedDescription)
        }
        if unreadable > 0 {
            Console.error(
                unreadable == 1
                    ? "1 value of start_year named no year and was left out"
                    : "\(count: unreadable, "value") of start_year named no year and were left out")
        }
    }

    /// The second record of an identifier that occurs twice, as an error with its file and line; nil
    /// if the files cannot be read a second time.
    func locateDuplicate() -> IngestError? {
        guard files.allSatisfy(LineRangeCutter.canCut) else { return nil }
        // Identifiers are compared by their bytes, as in the index.
        var seen: [[UInt8]: (path: String, line: Int)] = [:]
        var source = RecordSource(files)
        while let line = try? source.next(),
            let record = try? SourceRecord(line, mapping: mapping)
        {
            if let first = seen[Array(record.id.utf8)] {
                return IngestError(
                    path: record.path, line: record.line, column: nil,
                    message:
                        "the id \(record.id) occurs a second time; the first is in \(first.path):\(first.line)"
                )
            }
            seen[Array(record.id.utf8)] = (record.path, record.line)
        }
        return nil
    }
}

/// The lines of several files, one after another.
struct RecordSource: ~Copyable {
    private var files: ArraySlice<String>
    private var reader: JSONLinesReader?
    private var finished = 0
    private var current = 0
    /// About how many bytes have been read.
    var bytes: Int { finished + current }

    init(_ files: [String]) { self.files = files[...] }

    /// The next line; nil after the last of the last file.
    mutating func next() throws -> JSONLine? {
        while true {
            if reader == nil {
                guard let path = files.popFirst() else { return nil }
                reader = try JSONLinesReader(path: path)
                current = 0
            }
            if let line = try reader?.next() {
                current = reader?.byteOffset ?? 0
                return line
            }
            finished += reader?.byteOffset ?? 0
            current = 0
            reader = nil
        }
    }
}

/// Ranges of lines of several files, one after another.
private struct LineRangeSource: ~Copyable {
    private var files: ArraySlice<String>
    private var cutter: LineRangeCutter?
    /// How many bytes the ranges so far have.
    private(set) var bytes = 0

    init(_ files: [String]) { self.files = files[...] }

    /// The next range, of one file, with `length` bytes or, to the end of the last line, more; nil
    /// behind the last file.
    mutating func next(length: Int) throws -> LineRange? {
        while true {
            if cutter == nil {
                guard let path = files.popFirst() else { return nil }
                cutter = try LineRangeCutter(path: path)
            }
            if let range = try cutter?.next(length: length) {
                bytes += range.end - range.start
                return range
            }
            cutter = nil
        }
    }
}
