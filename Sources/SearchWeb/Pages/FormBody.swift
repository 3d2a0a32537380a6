/// A form that was sent with POST.
struct FormBody {
    /// The names and values, in their order.
    let fields: [(name: String, value: String)]

    /// Reads a body of the type `application/x-www-form-urlencoded`; nil if it is not one, or not in
    /// UTF-8.
    init?(_ request: WebRequest) {
        let type = (request.headers["content-type"] ?? "").lowercased()
        guard
            type.split(separator: ";").first?.filter({ $0 != " " })
                == "application/x-www-form-urlencoded"
        else { return nil }
        var fields: [(name: String, value: String)] = []
        for part in request.body.split(separator: UInt8(ascii: "&")) {
            let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard let name = FormBody.decoded(part[..<end]),
                let value = FormBody.decoded(part[end...].dropFirst())
            else { return nil }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// The first value of a name.
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// A text in which `+` stands for a blank and `%41` for a byte; nil if it is no UTF-8.
    private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var place = text.startIndex
        while place < text.endIndex {
            switch text[place] {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard place + 2 < text.endIndex, let high = digit(text[place + 1]),
                    let low = digit(text[place + 2])
                else { return nil }
                bytes.append(high << 4 | low)
                place += 2
            default: bytes.append(text[place])
            }
            place += 1
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
