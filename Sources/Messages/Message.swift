/// A message to a user, in every language.
///
/// A message is written in English, as a literal. Interpolated values are its parameters:
///
///     let message: Message = "there is no index in \(folder); build one with: search index"
///     message.text(in: .english)   // "there is no index in my; build one with: search index"
///     message.text(in: .japanese)  // "my に索引がありません。search index で作ってください"
///
/// The literal with numbers in place of its parameters, `there is no index in {1}; …`, is the
/// ``key`` under which the catalogue has the Japanese text. A message that is not in the catalogue
/// is shown in English.
public struct Message: Sendable {
    /// A parameter of a message.
    public enum Parameter: Sendable {
        /// A text that is the same in every language, such as a path or a number.
        case text(String)
        /// A nested message.
        case message(Message)
        /// A count of things, with their English noun in the singular.
        case count(Int, noun: String)
    }

    /// The English text with `{1}`, `{2}` … in place of the parameters.
    public private(set) var key: String
    /// The parameters, in the order of the English text.
    public private(set) var parameters: [Parameter]

    /// Makes a message without parameters from a key that is not a literal, such as a text of the
    /// operating system.
    public init(key: String) {
        self.key = key
        parameters = []
    }

    /// Makes a message with the same text in every language.
    public init(verbatim text: String) {
        key = "{1}"
        parameters = [.text(text)]
    }

    /// A message of a key and its parameters.
    package init(key: String, parameters: [Parameter]) {
        self.key = key
        self.parameters = parameters
    }

    /// The message in a language; in English if the catalogue does not have it.
    public func text(in language: MessageLanguage) -> String {
        text(in: language) { $0 }
    }

    /// The message in a language, with its texts changed, such as to show what they hold.
    ///
    /// - Parameter change: what becomes of each parameter that is a text.
    package func text(
        in language: MessageLanguage, parameter change: (String) -> String
    ) -> String {
        let template =
            switch language {
            case .english: key
            case .japanese: Catalogue.japanese[key] ?? key
            }
        guard !parameters.isEmpty else { return template }
        return MessageTemplate(template).filled { number in
            parameters.indices.contains(number - 1)
                ? parameters[number - 1].text(in: language, change) : nil
        }
    }

    /// The concatenation of two messages.
    public static func + (left: Message, right: Message) -> Message {
        let offset = left.parameters.count
        let shifted = MessageTemplate(right.key).filled { "{\($0 + offset)}" }
        return Message(key: left.key + shifted, parameters: left.parameters + right.parameters)
    }
}

extension Message: Equatable {
    /// Whether the messages say the same in English.
    public static func == (left: Message, right: Message) -> Bool {
        left.text(in: .english) == right.text(in: .english)
    }
}

extension Message.Parameter {
    /// The text of the parameter in a language.
    public func text(in language: MessageLanguage) -> String { text(in: language) { $0 } }

    fileprivate func text(in language: MessageLanguage, _ change: (String) -> String) -> String {
        switch self {
        case .text(let text): change(text)
        case .message(let message): message.text(in: language, parameter: change)
        case .count(let count, let noun): MessageNumber.count(count, noun, in: language)
        }
    }
}

extension Message: ExpressibleByStringInterpolation {
    /// Collects the key and the parameters of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var key = ""
        fileprivate var parameters: [Parameter] = []

        /// Makes room for a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            key.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        /// Appends a part of the English text.
        public mutating func appendLiteral(_ literal: String) { key += literal }

        /// Appends a value that is the same in every language.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            append(.text(value.description))
        }

        /// Appends a message, whose text is in the language of the whole.
        public mutating func appendInterpolation(_ message: Message) { append(.message(message)) }

        /// Appends how many there are of something: `\(count: 3, "hit")` is `3 hits`.
        ///
        /// - Parameter noun: what is counted, in the singular; the catalogue has it.
        public mutating func appendInterpolation(count: Int, _ noun: String) {
            append(.count(count, noun: noun))
        }

        private mutating func append(_ parameter: Parameter) {
            parameters.append(parameter)
            key += "{\(parameters.count)}"
        }
    }

    /// A message without parameters.
    public init(stringLiteral value: String) {
        key = value
        parameters = []
    }

    /// A message with what was interpolated as its parameters.
    public init(stringInterpolation: StringInterpolation) {
        key = stringInterpolation.key
        parameters = stringInterpolation.parameters
    }
}
