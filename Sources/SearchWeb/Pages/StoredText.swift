internal import Ingest
internal import JSON

/// Formats stored values, which are JSON.
enum StoredText {
    /// A line for each value: `参加者数: 1,200 人` for objects with a name, a value and a unit, and
    /// `key: value` for others.
    static func lines(_ json: String) -> [String] {
        guard let value = try? JSONParser.parse(json) else { return [json] }
        if case .array(let items) = value { return items.map(line).filter { !$0.isEmpty } }
        let line = line(value)
        return line.isEmpty ? [] : [line]
    }

    private static func line(_ value: JSONValue) -> String {
        guard case .object(let members) = value else { return text(value) }
        if case .string(let name)? = value["name"], let number = value["value"],
            case .string(let unit)? = value["unit"]
        {
            return "\(name): \(text(number)) \(unit)"
        }
        return members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .bool(let truth): return truth ? "true" : "false"
        case .integer(let number): return grouped(number)
        case .number(let number):
            if number == number.rounded(), abs(number) < 1e15 { return grouped(Int64(number)) }
            return "\(number)"
        case .string(let text): return text
        case .array(let items): return items.map(text).joined(separator: ", ")
        case .object(let members):
            return members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")
        }
    }

    private static func grouped(_ number: Int64) -> String {
        var result = ""
        for (index, digit) in String(number.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (number < 0 ? "-" : "") + String(result.reversed())
    }
}
