internal import JSON
public import Messages

/// A mapping of fields with a syntax error.
public struct FieldMappingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The mapping as it was written.
    public let specification: String

    /// What is wrong with it, in every language.
    public let localizedMessage: Message

    /// The error as `"specification": message`.
    public var description: String { localizedDescription.text(in: .english) }

    /// The error in every language, as ``description`` has it in English.
    public var localizedDescription: Message { "\"\(specification)\": \(localizedMessage)" }

    /// What is wrong with it, in English.
    public var message: String { localizedMessage.text(in: .english) }

    init(specification: String, message: Message) {
        self.specification = specification
        localizedMessage = message
    }
}

/// A mapping of source keys to the fields of a record.
public struct FieldMapping: Sendable, Equatable {
    /// The rule for one field.
    public struct Rule: Sendable, Equatable {
        /// The field.
        public let target: String

        /// The keys of the source that fill it, in order; at least one.
        public let sources: [String]
    }

    /// The mapping that takes the id from the key `id` and keeps all other keys as they are.
    public static let identity = FieldMapping()

    /// The key that holds the id of a record.
    public let idKey: String

    /// The rules, in order; without rules, every key except that of the id becomes the field with
    /// its name.
    public let rules: [Rule]

    /// Makes the mapping that keeps all keys as they are.
    private init() {
        idKey = "id"
        rules = []
    }

    /// Makes a mapping from a command-line argument.
    ///
    /// A rule is `target=source`, or `target=source+source` to join the texts of several keys, one
    /// line per text. Rules are separated by commas: `title=事業名,description=事業目的+事業概要`. Spaces
    /// around a name are dropped. A backslash takes the character after it literally, for names
    /// with a comma, an equals sign, a plus sign, a backslash or spaces around them.
    ///
    /// - Parameters:
    ///   - idKey: The key that holds the id, taken literally.
    ///   - map: The rules; nil for none.
    /// - Throws: ``FieldMappingError`` for an empty name, a rule without `=` or with two, a field
    ///   with two rules, a key that is named twice in a rule, or a backslash at the end.
    public init(idKey: String = "id", map: String? = nil) throws(FieldMappingError) {
        guard !idKey.isEmpty else {
            throw FieldMappingError(specification: idKey, message: "the key of the id is empty")
        }
        self.idKey = idKey
        rules = try map.map { (map) throws(FieldMappingError) in try Self.rules(of: map) } ?? []
    }

    /// The keys named in the mapping without duplicates: that of the id, then those of the rules.
    ///
    /// A key that no record has is likely a typing error.
    public var sourceKeys: [String] {
        var keys = [idKey]
        for key in rules.flatMap(\.sources) where !keys.contains(key) {
            keys.append(key)
        }
        return keys
    }

    private static func rules(of map: String) throws(FieldMappingError) -> [Rule] {
        func error(_ message: Message) -> FieldMappingError {
            FieldMappingError(specification: map, message: message)
        }
        var rules: [Rule] = []
        guard let tokens = MappingToken.tokens(of: map) else {
            throw error("a backslash at the end has nothing to take literally")
        }
        for part in tokens.split(separator: .comma, omittingEmptySubsequences: false) {
            let sides = part.split(separator: .equals, omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                let written = part.map(\.text).joined()
                throw error("expected target=source, found \"\(written)\"")
            }
            let target = sides[0].map(\.text).joined()
            guard !target.isEmpty else { throw error("a rule has no target before \"=\"") }
            guard !sides[0].contains(.plus) else {
                throw error("the target \"\(target)\" holds \"+\"; write \"\\+\" if it is meant")
            }
            guard !rules.contains(where: { sameBytes($0.target, target) }) else {
                throw error("the target \"\(target)\" has two rules")
            }
            var sources: [String] = []
            for piece in sides[1].split(separator: .plus, omittingEmptySubsequences: false) {
                let source = piece.map(\.text).joined()
                guard !source.isEmpty else {
                    throw error("the rule of \"\(target)\" has an empty source key")
                }
                guard !sources.contains(where: { sameBytes($0, source) }) else {
                    throw error("the rule of \"\(target)\" names \"\(source)\" twice")
                }
                sources.append(source)
            }
            rules.append(Rule(target: target, sources: sources))
        }
        return rules
    }
}
