/// The value of a field of a document.
public enum FieldValue: Sendable, Equatable {
    /// Text, for text fields.
    case text(String)
    /// Any number of exact values, for keyword fields.
    case keywords([String])
    /// A whole number, for integer fields.
    case integer(Int64)
    /// A JSON value, for stored fields.
    case json(String)
}

/// What is indexed, found and shown: an identifier and the values of fields.
public struct Document: Sendable, Equatable {
    /// A field with its value.
    public struct Field: Sendable, Equatable {
        /// The name of the field, one of the schema's.
        public let name: String
        /// Its value.
        public let value: FieldValue
    }

    /// The identifier, unique in an index and not empty.
    public let id: String
    /// The fields that have a value, in the order in which they were set.
    public private(set) var fields: [Field] = []

    /// A document without fields.
    public init(id: String) { self.id = id }

    /// The value of a field; nil if it has none.
    ///
    /// Setting nil removes it.
    public subscript(name: String) -> FieldValue? {
        get {
            // By their places: a copy of each that is looked at would count references.
            for place in fields.indices where fields[place].name == name {
                return fields[place].value
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

    /// Appends the value of a field that has none yet.
    ///
    /// To set one looks through all fields, which tells in the reading of many documents.
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
