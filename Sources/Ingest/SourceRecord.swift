public import JSON
internal import Messages

/// A record of a source: an id, and fields named by a mapping.
public struct SourceRecord: Sendable, Equatable {
    /// A field of a record.
    public struct Field: Sendable, Equatable {
        /// The name of the field.
        public let name: String

        /// The value; never null.
        public let value: JSONValue

        /// Makes a field.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The file that the record comes from, for errors.
    public let path: String

    /// The line that the record comes from, for errors.
    public let line: Int

    /// The id of the record; never empty.
    public let id: String

    /// The fields, in the order of the mapping, or of the source if the mapping has no rules.
    ///
    /// A field that the source lacks or has as null is left out.
    public let fields: [Field]

    /// Makes a record from a line.
    ///
    /// A rule with one source key keeps the value unchanged. A rule with several joins their texts
    /// with line feeds, without missing or empty ones.
    ///
    /// - Throws: ``IngestError`` if the line is not an object, has a key twice, has no id that is a
    ///   text or an integer, or holds something other than text where texts are to be joined.
    public init(_ line: JSONLine, mapping: FieldMapping = .identity) throws(IngestError) {
        guard case .object(let members) = line.value else {
            // Usually a whole file on one line; an array of records on a later line is equally
            // wrong.
            if case .array(let elements) = line.value, case .object? = elements.first {
                throw line.error(SourceForm.array.message)
            }
            throw line.error("expected an object with fields, found \(line.value.kind)")
        }
        if let key = Self.repeatedKey(of: members) {
            throw line.error("the key \"\(key)\" occurs twice")
        }
        path = line.path
        self.line = line.number
        id = try Self.id(of: line, key: mapping.idKey)
        if mapping.rules.isEmpty {
            fields = members.compactMap { member in
                if member.value == .null || sameBytes(member.key, mapping.idKey) { return nil }
                return Field(name: member.key, value: member.value)
            }
        } else {
            var fields: [Field] = []
            for rule in mapping.rules {
                if let value = try Self.value(of: rule, in: line) {
                    fields.append(Field(name: rule.target, value: value))
                }
            }
            self.fields = fields
        }
    }

    /// The value of a field, or nil if the record lacks it.
    public func value(_ name: String) -> JSONValue? {
        for index in fields.indices where sameBytes(fields[index].name, name) {
            return fields[index].value
        }
        return nil
    }

    private static func id(of line: JSONLine, key: String) throws(IngestError) -> String {
        switch line.value[key] {
        case .string(let id) where !id.isEmpty: return id
        case .string: throw line.error("the id in \"\(key)\" is empty")
        case .integer(let id): return String(id)
        case nil: throw line.error("the record has no id: there is no key \"\(key)\"")
        case .some(let other):
            throw line.error(
                "the id in \"\(key)\" is \(other.kind); a text or an integer is needed")
        }
    }

    /// The value of a rule for a line, or nil if the line has nothing for it.
    private static func value(
        of rule: FieldMapping.Rule, in line: JSONLine
    ) throws(IngestError) -> JSONValue? {
        if rule.sources.count == 1, let key = rule.sources.first {
            let value = line.value[key]
            return value == .null ? nil : value
        }
        var joined = ""
        for key in rule.sources {
            guard let value = line.value[key] else { continue }
            do throws(JSONValue.ShapeError) {
                guard let text = try value.text(), !text.isEmpty else { continue }
                if !joined.isEmpty {
                    joined.reserveCapacity(joined.utf8.count + 1 + text.utf8.count)
                    joined += "\n"
                }
                joined += text
            } catch {
                throw line.error("the key \"\(key)\" \(error.localizedMessage)")
            }
        }
        return joined.isEmpty ? nil : .string(joined)
    }

    /// A key that occurs twice, or nil if none does.
    private static func repeatedKey(of members: [JSONValue.Member]) -> String? {
        // Comparing a few keys with each other is faster than hashing them.
        if members.count > 32 {
            var seen: Set<[UInt8]> = []
            return members.first { !seen.insert(Array($0.key.utf8)).inserted }?.key
        }
        for index in members.indices {
            for earlier in 0..<index where sameBytes(members[earlier].key, members[index].key) {
                return members[index].key
            }
        }
        return nil
    }
}

extension JSONLine {
    /// An error about this line.
    func error(_ message: Message) -> IngestError {
        IngestError(path: path, line: number, message: message)
    }
}
