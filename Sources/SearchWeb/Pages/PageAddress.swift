internal import JSON

/// An address within the site: a path and parameters.
struct PageAddress: Sendable, Equatable {
    /// The path, percent-encoded.
    let path: String
    /// The parameters, in the order in which they are written.
    var parameters: [(name: String, value: String)] = []

    /// Makes an address from the parts of a path, which are encoded: `["records", "a/b"]` is
    /// `/records/a%2Fb`.
    init(_ parts: String..., parameters: [(name: String, value: String)] = []) {
        path = "/" + parts.map(PageAddress.encoded).joined(separator: "/")
        self.parameters = parameters
    }

    /// The address as text.
    var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes, separator: "&")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the address in UTF-8.
    ///
    /// - Parameter separator: the separator of parameters.
    func append(to bytes: inout [UInt8], separator: String) {
        ByteSearch.append(path.utf8.span, to: &bytes)
        for (index, parameter) in parameters.enumerated() {
            ByteSearch.append((index == 0 ? "?" : separator).utf8.span, to: &bytes)
            PageAddress.append(parameter.name, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            PageAddress.append(parameter.value, to: &bytes)
        }
    }

    static func == (left: PageAddress, right: PageAddress) -> Bool { left.text == right.text }

    /// A text with everything but unreserved characters percent-encoded (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let utf8 = text.utf8.span
        for index in utf8.indices {
            let byte = utf8[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
