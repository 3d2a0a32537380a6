/// The value of a field of a document.
public enum FieldValue: Sendable, Equatable {
    /// Text, for text fields.
    case text(String)
    /// Any number of exact values, for keyword fields.
    case keywords([String])
    /// An integer, for integer fields.
    case integer(Int64)
    /// A JSON value, for stored fields.
    case json(String)
}

/// A unit of indexing and searching: an identifier and the values of fields.
public struct Document: Sendable, Equatable {
    /// A field with its value.
    public struct Field: Sendable, Equatable {
        /// The name of the field, as in the schema.
        public let name: String
        /// Its value.
        public let value: FieldValue
    }

    /// The identifier, unique in an index and not empty.
    public let id: String
    /// The fields that have a value, in the order in which they were set.
    public private(set) var fields: [Field] = []

    /// Makes a document without fields.
    public init(id: String) { self.id = id }

    /// The value of a field; nil if it has none.
    ///
    /// Setting nil removes it.
    public subscript(name: String) -> FieldValue? {
        get {
            // Iterate by index to avoid retaining and releasing each field.
            for index in fields.indices where fields[index].name == name {
                return fields[index].value
            }
            return nil
        }
        set {
            let index = fields.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): fields[index] = Field(name: name, value: value)
            case (let index?, nil): fields.remove(at: index)
            case (nil, let value?): fields.append(Field(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Appends the value of a field that does not have one yet.
    ///
    /// The subscript searches all fields, which is noticeable when many documents are read.
    mutating func append(_ name: String, _ value: FieldValue) {
        fields.append(Field(name: name, value: value))
    }

    /// The text of a text field; empty if it has none.
    public func text(_ name: String) -> String {
        if case .text(let text)? = self[name] { return text }
        return ""
    }

    /// The values of a keyword field; empty if it has none.
    public func keywords(_ name: String) -> [String] {
        if case .keywords(let keywords)? = self[name] { return keywords }
        return []
    }

    /// The number in an integer field; nil if it has none.
    public func integer(_ name: String) -> Int64? {
        if case .integer(let integer)? = self[name] { return integer }
        return nil
    }
}
