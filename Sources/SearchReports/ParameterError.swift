package import Messages

/// A parameter of a request that cannot be understood, whether it is an option of the command or
/// stands in an address.
package struct ParameterError: Error, Sendable {
    /// The name of the parameter, such as `area`.
    package let parameter: String
    /// What the parameter is about, where it has a name in its value: the field of `field`.
    package let subject: String?
    /// What is wrong with it, and what to do.
    package let message: Message

    /// An error.
    package init(of parameter: String, subject: String? = nil, _ message: Message) {
        self.parameter = parameter
        self.subject = subject
        self.message = message
    }

    /// The error as the command tells it, which calls the parameter an option.
    package var optionMessage: Message {
        subject.map { "--\(parameter) \($0): \(message)" } ?? "--\(parameter): \(message)"
    }
}
