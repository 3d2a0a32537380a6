package import JSON
internal import Messages

/// Errors as JSON: `{"error": {"message", "parameter", "column"}}`.
enum ErrorJSON {
    /// The response for an error.
    static func response(to error: WebError, _ language: MessageLanguage) -> WebResponse {
        var members: [JSONValue.Member] = [
            .init(key: "message", value: .string(error.message.text(in: language)))
        ]
        if let parameter = error.parameter {
            members.append(.init(key: "parameter", value: .string(parameter)))
        }
        if let column = error.column {
            members.append(.init(key: "column", value: .integer(Int64(column))))
        }
        return .json(
            .object([.init(key: "error", value: .object(members))]), status: error.status)
    }
}

extension WebResponse {
    /// A response with a JSON value.
    package static func json(_ value: JSONValue, status: Int = 200) -> WebResponse {
        WebResponse(
            status: status, headers: [("content-type", "application/json; charset=utf-8")],
            body: Array(value.jsonText.utf8))
    }
}
