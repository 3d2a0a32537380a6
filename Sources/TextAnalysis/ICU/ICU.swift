internal import CICU
package import Messages

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// The system's ICU: its versions and its failures.
package enum ICU {
    /// The version of the ICU library, such as `72.1`.
    package static var version: String { unsafe String(cString: cicu_version()) }

    /// The version of Unicode that the ICU library implements, such as `15.0`.
    package static var unicodeVersion: String { unsafe String(cString: cicu_unicode_version()) }

    /// Throws if `status` is one of ICU's failures; ICU's warnings are negative.
    static func check(_ status: Int32, _ operation: String) throws(ICUError) {
        guard status > 0 else { return }
        throw ICUError(operation: operation, code: unsafe String(cString: cicu_error_name(status)))
    }

    /// Calls a function that fills a buffer and returns the length it needs; calls it again with a
    /// larger buffer if the first was too small.
    static func filling<Element>(
        capacity: Int, zero: Element,
        _ body: (inout [Element]) throws(ICUError) -> Int
    ) throws(ICUError) -> [Element] {
        var buffer = [Element](repeating: zero, count: capacity)
        var length = try body(&buffer)
        if length > capacity {
            buffer = [Element](repeating: zero, count: length)
            length = try body(&buffer)
        }
        buffer.removeLast(buffer.count - min(length, buffer.count))
        return buffer
    }
}

/// A failure that ICU reported.
package struct ICUError: Error, Equatable, CustomStringConvertible {
    /// The operation that failed.
    package let operation: String
    /// ICU's name of the failure, such as `U_MISSING_RESOURCE_ERROR`.
    package let code: String

    /// What failed, in every language.
    package var localizedDescription: Message {
        "ICU could not \(Message(key: operation)): \(code)"
    }

    package var description: String { localizedDescription.text(in: .english) }
}
