/// The path and the parameters of a request line, percent-decoded.
struct RequestTarget {
    let path: String
    let query: [(name: String, value: String)]

    /// Reads the target of a request line.
    ///
    /// Everything is decoded once. Fails for targets that no browser sends: without `/` at the
    /// beginning, with percent signs without two digits, with bytes that are not UTF-8, or with
    /// control characters in the path.
    init?(_ target: String) {
        let utf8 = Substring(target).utf8
        guard utf8.first == 0x2F else { return nil }
        let mark = utf8.firstIndex(of: 0x3F) ?? utf8.endIndex
        guard let path = RequestTarget.decoded(utf8[..<mark], plusIsBlank: false),
            path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        self.path = path
        guard mark < utf8.endIndex else {
            query = []
            return
        }
        guard let query = RequestTarget.parameters(utf8[utf8.index(after: mark)...]) else {
            return nil
        }
        self.query = query
    }

    /// The parameters of a query, or of the body of a form; nil if they are malformed.
    static func parameters(_ text: some Collection<UInt8>) -> [(name: String, value: String)]? {
        var parameters: [(name: String, value: String)] = []
        for part in text.split(separator: 0x26) {
            let equals = part.firstIndex(of: 0x3D) ?? part.endIndex
            let rest = equals < part.endIndex ? part[part.index(after: equals)...] : part[equals...]
            guard let name = decoded(part[..<equals], plusIsBlank: true),
                let value = decoded(rest, plusIsBlank: true)
            else { return nil }
            parameters.append((name, value))
        }
        return parameters
    }

    private static func decoded(_ text: some Collection<UInt8>, plusIsBlank: Bool) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case 0x25:
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            case 0x2B where plusIsBlank: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
