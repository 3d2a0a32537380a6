package import Messages

/// An invalid parameter of a request, either an option of the command or part of an address.
package struct ParameterError: Error, Sendable {
    /// The name of the parameter, such as `area`.
    package let parameter: String
    /// The name within the value of the parameter, if it has one: the field of `field`.
    package let subject: String?
    /// What is wrong with it, and what to do.
    package let message: Message

    /// Makes an error.
    package init(of parameter: String, subject: String? = nil, _ message: Message) {
        self.parameter = parameter
        self.subject = subject
        self.message = message
    }

    /// The message for the command, which calls the parameter an option.
    package var optionMessage: Message {
        subject.map { "--\(parameter) \($0): \(message)" } ?? "--\(parameter): \(message)"
    }
}
