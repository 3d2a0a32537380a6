internal import IndexCodec
internal import IndexStorage
internal import Messages

/// Writes stored documents in the format of `StoredDocumentsReader`.
struct StoredEncoder {
    /// A frame that saves less than one in this many bytes is not worth decompressing.
    private static let leastSaving = 8

    /// The dictionary of the segment; empty if it has none.
    let dictionary: [UInt8]
    private let compressor: ZstdCompressor
    private let path: String
    private let dictionaryChecksum: UInt32
    private var frame: [UInt8] = []

    /// - Parameters:
    ///   - dictionary: the dictionary of the segment; empty for none.
    ///   - path: the path of the file for error messages.
    init(dictionary: [UInt8], path: String) throws(StorageError) {
        self.dictionary = dictionary
        self.path = path
        dictionaryChecksum = CRC32C.checksum(dictionary)
        do { compressor = try ZstdCompressor(dictionary: dictionary) } catch {
            throw StoredEncoder.noMemory(path)
        }
    }

    /// Appends a document.
    ///
    /// - Parameters:
    ///   - id: the length of its identifier and the identifier.
    ///   - fields: its fields.
    /// - Returns: its checksum.
    mutating func append(
        id: Span<UInt8>, _ fields: Span<UInt8>, to output: inout [UInt8]
    ) throws(StorageError) -> UInt32 {
        let start = output.count
        StoredEncoder.append(id, to: &output)
        let isCompressed = try append(fields, to: &output)
        var crc = CRC32C()
        crc.update(output, start..<output.count)
        if isCompressed, !dictionary.isEmpty { StoredPacking.add(dictionaryChecksum, to: &crc) }
        return crc.value
    }

    /// Appends the packing byte of a document and its packed fields; returns whether these are
    /// compressed.
    private mutating func append(
        _ fields: Span<UInt8>, to output: inout [UInt8]
    ) throws(StorageError) -> Bool {
        frame.removeAll(keepingCapacity: true)
        if (1...ZstdFrame.maximumLength).contains(fields.count) {
            do { try compressor.compress(fields, to: &frame) } catch {
                throw StoredEncoder.noMemory(path)
            }
        }
        if !frame.isEmpty, frame.count + fields.count / StoredEncoder.leastSaving < fields.count {
            let packing: StoredPacking = dictionary.isEmpty ? .frame : .dictionaryFrame
            output.append(packing.rawValue)
            output.append(contentsOf: frame)
            return true
        }
        output.append(StoredPacking.plain.rawValue)
        StoredEncoder.append(fields, to: &output)
        return false
    }

    private static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        output.append(addingCapacity: bytes.count) { output in
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }

    private static func noMemory(_ path: String) -> StorageError {
        StorageError(.io, path: path, "there is not enough memory")
    }
}
