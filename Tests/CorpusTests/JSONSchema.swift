import Ingest
import JSON

/// A schema that uses something which this validator does not know.
struct UnknownKeyword: Error, Equatable {
    let keyword: String
}

/// The part of JSON Schema (draft 2020-12) that `corpus/schema.json` uses.
///
/// A keyword that is not known is an error, so that no rule is passed over in silence.
struct JSONSchema {
    private let root: JSONValue

    /// Takes a schema.
    ///
    /// - Throws: ``UnknownKeyword`` for a keyword or a type that is not known, anywhere in it.
    init(_ schema: JSONValue) throws {
        root = schema
        try JSONSchema.check(schema)
    }

    private static let annotations: Set<String> = ["$schema", "title", "description"]
    private static let assertions: Set<String> = [
        "type", "enum", "pattern", "minimum", "maximum", "items", "minItems", "uniqueItems",
        "properties", "required", "additionalProperties",
    ]
    private static let types: Set<String> = [
        "object", "array", "string", "number", "integer", "boolean", "null",
    ]

    private static func check(_ schema: JSONValue) throws {
        guard case .object(let members) = schema else { throw UnknownKeyword(keyword: "\(schema)") }
        for member in members where !annotations.contains(member.key) {
            guard assertions.contains(member.key) else { throw UnknownKeyword(keyword: member.key) }
            switch (member.key, member.value) {
            case ("properties", .object(let properties)):
                for property in properties { try check(property.value) }
            case ("items", let items): try check(items)
            case ("type", let type):
                for name in type.elements ?? [type] {
                    guard case .string(let name) = name, types.contains(name) else {
                        throw UnknownKeyword(keyword: "type \(name)")
                    }
                }
            case ("additionalProperties", let value) where value != .bool(false):
                throw UnknownKeyword(keyword: member.key)
            default: break
            }
        }
    }

    /// What is wrong with a value, each with the path to it; empty if it is valid.
    func problems(of value: JSONValue) throws -> [String] {
        try problems(of: value, root, "$")
    }

    private func problems(
        of value: JSONValue, _ schema: JSONValue, _ path: String
    ) throws -> [String] {
        guard case .object(let keywords) = schema else { return [] }
        var found: [String] = []
        for keyword in keywords {
            let isValid =
                switch (keyword.key, value) {
                case ("type", _): hasType(value, keyword.value)
                case ("enum", _): keyword.value.elements?.contains(value) == true
                case ("pattern", .string(let text)):
                    try text.firstMatch(of: Regex(keyword.value.text)) != nil
                case ("minimum", _): value.double.map { $0 >= keyword.value.double ?? 0 } ?? true
                case ("maximum", _): value.double.map { $0 <= keyword.value.double ?? 0 } ?? true
                case ("minItems", .array(let elements)):
                    Double(elements.count) >= keyword.value.double ?? 0
                case ("uniqueItems", .array(let elements)):
                    elements.indices.allSatisfy { !elements[..<$0].contains(elements[$0]) }
                case ("required", .object):
                    keyword.value.elements?.allSatisfy { value[$0.text] != nil } == true
                case ("additionalProperties", .object(let members)):
                    members.allSatisfy { schema["properties"]?[$0.key] != nil }
                default: true
                }
            if !isValid { found.append("\(path): \(keyword.key)") }
            if keyword.key == "items", case .array(let elements) = value {
                for (index, element) in elements.enumerated() {
                    found += try problems(of: element, keyword.value, "\(path)[\(index)]")
                }
            }
            if keyword.key == "properties", case .object(let members) = value {
                for member in members {
                    guard let property = keyword.value[member.key] else { continue }
                    found += try problems(of: member.value, property, "\(path).\(member.key)")
                }
            }
        }
        return found
    }

    private func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
        let names = (type.elements ?? [type]).map(\.text)
        return switch value {
        case .null: names.contains("null")
        case .bool: names.contains("boolean")
        case .integer: names.contains("integer") || names.contains("number")
        case .number(let number):
            names.contains("number") || (names.contains("integer") && number == number.rounded())
        case .string: names.contains("string")
        case .array: names.contains("array")
        case .object: names.contains("object")
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
    fileprivate var text: String { if case .string(let text) = self { text } else { "" } }
    fileprivate var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
