internal import CExpat
internal import JSON
internal import Messages

// SAFETY, all of this file: the handle is that of an open parser from `init` to `deinit`, and every
// call has the lengths of the buffers whose addresses it gets.

/// The events of an XML document, parsed incrementally by expat.
///
/// Elements and attributes are identified by the index of their names among the requested ones,
/// whatever their prefix; others are skipped. Document type declarations are refused, so there are
/// no entities except those of XML itself.
@safe final class XMLReader {
    /// An event of the document.
    enum Event {
        case start(Int)
        /// An attribute of the element that started last.
        case attribute(Int, Range<Int>)
        case end(Int)
        case text(Range<Int>)
    }

    /// The failure of parsing a document.
    enum Failure: Error {
        case malformed(reason: String, line: Int)
        case documentType
        case tooDeep
        case tokenTooLong
        case noMemory
    }

    /// The greatest nesting depth of elements.
    static let depthLimit = 256
    /// The greatest number of bytes of a tag, comment or instruction.
    static let tokenLimit = 4 << 20

    /// The number of events of the last chunk.
    private(set) var count = 0

    private let handle: OpaquePointer
    private var events: UnsafePointer<cexpat_event>?
    private var texts: UnsafePointer<UInt8>?
    private var textCount = 0

    /// Opens a parser.
    ///
    /// - Parameter names: The names of elements and attributes, without prefixes, at most 128.
    /// - Throws: `Failure.noMemory`.
    init(names: [StaticString]) throws(Failure) {
        precondition(names.count <= 128, "The parser knows 128 names at most.")
        let joined = names.map(\.description).joined(separator: "\0") + "\0"
        let opened = unsafe joined.withCString { bytes in
            // SAFETY: there are as many names as stated, each followed by a NUL.
            unsafe cexpat_open(bytes, Int32(names.count), Int32(Self.depthLimit), Self.tokenLimit)
        }
        guard let opened = unsafe opened else { throw .noMemory }
        unsafe handle = opened
    }

    deinit { unsafe cexpat_close(handle) }

    /// Parses the next chunk; its events replace those of the last one.
    func parse(_ bytes: Span<UInt8>, last: Bool) throws(Failure) {
        let result = unsafe bytes.withUnsafeBufferPointer { room in
            // SAFETY: reads as many bytes as the buffer has.
            unsafe cexpat_parse(handle, room.baseAddress, room.count, last)
        }
        count = 0
        switch result {
        case CEXPAT_OK: break
        case CEXPAT_DOCTYPE: throw .documentType
        case CEXPAT_TOO_DEEP: throw .tooDeep
        case CEXPAT_TOKEN_TOO_LONG: throw .tokenTooLong
        case CEXPAT_NO_MEMORY: throw .noMemory
        default:
            let reason = unsafe String(cString: cexpat_reason(handle))
            throw .malformed(reason: reason, line: unsafe Int(cexpat_line(handle)))
        }
        // SAFETY: both stay valid until the next chunk.
        var (eventCount, byteCount) = (0, 0)
        unsafe events = cexpat_events(handle, &eventCount)
        unsafe texts = cexpat_bytes(handle, &byteCount)
        count = eventCount
        textCount = byteCount
    }

    /// An event of the last chunk.
    ///
    /// - Precondition: the index is less than `count`.
    @inline(__always)
    subscript(index: Int) -> Event {
        precondition(index >= 0 && index < count, "There is no such event.")
        // SAFETY: there are `count` events.
        guard let event = unsafe events?[index] else { return .text(0..<0) }
        let start = Int(event.start)
        let bytes = start..<start + Int(event.length)
        switch event.kind {
        case CEXPAT_START: return .start(Int(event.name))
        case CEXPAT_END: return .end(Int(event.name))
        case CEXPAT_ATTRIBUTE: return .attribute(Int(event.name), bytes)
        default: return .text(bytes)
        }
    }

    /// Calls a function with the bytes of an attribute or a text of the last chunk.
    @inline(__always)
    func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= textCount, "There are no such bytes.")
        // SAFETY: the range lies within the bytes of the chunk, and the span does not outlive the
        // call.
        let room = unsafe UnsafeBufferPointer(
            start: texts.map { unsafe $0 + range.lowerBound }, count: texts == nil ? 0 : range.count
        )
        return unsafe body(room.span)
    }

    /// The bytes of an attribute or a text of the last chunk as a string.
    func string(_ range: Range<Int>) -> String { withBytes(range) { UTF8Check.wellFormed($0) } }
}
